package org.overread.services;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.overread.dicom.TransferSyntax;
import org.overread.dicom.Uid;
import org.overread.dicom.Uids;
import org.overread.network.service.Admission;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.FindService;
import org.overread.network.service.ServiceProvider;
import org.overread.network.service.StoreService;

/**
 * What the node offers to whom: the services, who may use them, and the transfer syntaxes they
 * take. For any threads.
 */
public final class NodeServices implements ServiceProvider {
  private static final Set<String> FIND_MODELS =
      Set.of(
          Uid.PatientRootQueryRetrieveInformationModelFind,
          Uid.StudyRootQueryRetrieveInformationModelFind);

  /**
   * Native syntaxes in our order (UL-28); deflated last: it must be inflated before anything of it
   * is known. A sender that names it first has the data set deflated already: see {@link
   * #chooseTransferSyntax}.
   */
  private static final List<String> NATIVE_ORDER =
      List.of(
          Uid.ExplicitVRLittleEndian,
          Uid.ImplicitVRLittleEndian,
          Uid.ExplicitVRBigEndian,
          Uid.DeflatedExplicitVRLittleEndian);

  /** Is told of the end of each accepted association, on its thread. */
  @FunctionalInterface
  public interface EndListener {
    /**
     * @param released see {@link ServiceProvider#ended}
     */
    void ended(AssociationInfo association, boolean released);
  }

  private final ServicesSettings settings;
  private final Callers callers;
  private final StoreService store;
  private final FindService find;
  private final BooleanSupplier belowReserve;
  private final List<EndListener> endListeners;
  private volatile boolean draining;

  /**
   * @param belowReserve true while the disk is below its reserve: no caller is let in then
   * @param endListeners told in this order
   */
  public NodeServices(
      ServicesSettings settings,
      StoreService store,
      FindService find,
      BooleanSupplier belowReserve,
      List<EndListener> endListeners) {
    this.settings = settings;
    this.callers = new Callers(settings);
    this.store = store;
    this.find = find;
    this.belowReserve = belowReserve;
    this.endListeners = List.copyOf(endListeners);
  }

  /** Lets nobody in from now on; associations that are open go on. */
  public void drain() {
    draining = true;
  }

  /**
   * Titles are compared case-sensitively (UL-20). Strangers are refused first: they learn nothing
   * of our state.
   */
  @Override
  public Admission admit(String calledAeTitle, String callingAeTitle, InetAddress address) {
    if (!settings.aeTitles().contains(calledAeTitle)) {
      return Admission.CALLED_AE_TITLE_NOT_RECOGNIZED;
    }
    if (callingAeTitle.isEmpty() || !callers.isKnown(callingAeTitle, address)) {
      return Admission.CALLING_AE_TITLE_NOT_RECOGNIZED;
    }
    return draining || belowReserve.getAsBoolean()
        ? Admission.TEMPORARY_CONGESTION
        : Admission.ADMITTED;
  }

  @Override
  public boolean isNamed(AssociationInfo association) {
    return !callers.isStranger(association.callingAeTitle());
  }

  @Override
  public boolean supports(AssociationInfo association, String abstractSyntax) {
    if (abstractSyntax.equals(Uid.Verification)) {
      return true;
    }
    if (FIND_MODELS.contains(abstractSyntax)) {
      return callers.mayQuery(association);
    }
    return isStorage(abstractSyntax) && callers.mayStore(association);
  }

  /**
   * A class outside the registry can only be an object to store; one inside it is what the registry
   * says (UL-31).
   */
  private boolean isStorage(String abstractSyntax) {
    return Uids.isStorageSopClass(abstractSyntax)
        || (settings.acceptUnknownSopClasses() && Uids.nameOf(abstractSyntax).isEmpty());
  }

  /**
   * For storage the sender's first compressed syntax, known to us or not, so that it need not
   * decompress; then the native ones. Data sets of queries are read and written here: Explicit or
   * Implicit VR Little Endian only.
   */
  @Override
  public Optional<String> chooseTransferSyntax(
      AssociationInfo association, String abstractSyntax, List<String> proposed) {
    if (abstractSyntax.equals(Uid.Verification) || FIND_MODELS.contains(abstractSyntax)) {
      return NATIVE_ORDER.subList(0, 2).stream().filter(proposed::contains).findFirst();
    }
    if (proposed.indexOf(Uid.DeflatedExplicitVRLittleEndian) == 0) {
      return Optional.of(Uid.DeflatedExplicitVRLittleEndian);
    }
    return proposed.stream()
        .filter(uid -> !TransferSyntax.of(uid).isNative())
        .findFirst()
        .or(() -> NATIVE_ORDER.stream().filter(proposed::contains).findFirst());
  }

  @Override
  public StoreService storeService() {
    return store;
  }

  @Override
  public FindService findService() {
    return find;
  }

  @Override
  public void ended(AssociationInfo association, boolean released) {
    endListeners.forEach(listener -> listener.ended(association, released));
  }
}
