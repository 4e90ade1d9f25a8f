-- Whether any series has a modality: see FindTable.
CREATE INDEX series_by_modality ON series (modality);
