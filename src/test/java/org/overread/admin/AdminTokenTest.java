package org.overread.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTokenTest {
  @TempDir Path folder;

  @Test
  void makesATokenThatOnlyItsOwnerCanRead() throws IOException {
    Path file = folder.resolve("new/admin.token");

    AdminToken token = AdminToken.readOrMake(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(token.matches(Files.readString(file).strip())).isTrue();
    assertThat(token.toString()).doesNotContain(Files.readString(file).strip());
  }

  @Test
  void keepsTheTokenThatIsThere() throws IOException {
    Path file = folder.resolve("admin.token");
    AdminToken first = AdminToken.readOrMake(file);

    assertThat(AdminToken.readOrMake(file).header()).isEqualTo(first.header());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
  void refusesATokenWithMoreRights(String mode) throws IOException {
    Path file = folder.resolve("admin.token");
    AdminToken.readOrMake(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertThatThrownBy(() -> AdminToken.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void refusesAnEmptyToken() throws IOException {
    Path file =
        Files.createFile(
            folder.resolve("admin.token"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

    assertThatThrownBy(() -> AdminToken.readOrMake(file)).hasMessageContaining("holds no token");
  }

  @Test
  void anotherTokenDoesNotMatch() throws IOException {
    AdminToken token = AdminToken.readOrMake(folder.resolve("a"));
    String other =
        AdminToken.readOrMake(folder.resolve("b")).header().substring("Bearer ".length());

    assertThat(token.matches(other)).isFalse();
    assertThat(token.matches("")).isFalse();
  }
}
