package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindingMetadataRulesTest {
  private static Exchanges withMetadata(String metadata) {
    return latest().provisioned().then(bind(), 201, "{'metadata':" + metadata + "}");
  }

  @ParameterizedTest
  @CsvSource({"09, MET", "10, MET", "11, VIOLATED"})
  void a_binding_is_renewed_before_it_expires(String day, Exchanges.Said said) {
    assertEquals(
        said,
        withMetadata(
                "{'expires_at':'2030-01-10T00:00:00.0Z','renew_before':'2030-01-"
                    + day
                    + "T00:00:00.0Z'}")
            .says("bind.renew-before-not-after-expiry"));
  }

  @Test
  void one_stamp_alone_is_not_compared() {
    var id = "bind.renew-before-not-after-expiry";
    assertEquals(NOTHING, withMetadata("{'renew_before':'2030-01-10T00:00:00.0Z'}").says(id));
    assertEquals(NOTHING, withMetadata("{'expires_at':7,'renew_before':null}").says(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "2030-13-31T23:59:59.0Z",
        "2030-01-01T00:00:00.0+01:00",
        "2030-01-01T00:00:00.0",
        "+99999-01-01T00:00:00Z"
      })
  void a_stamp_that_cannot_be_read_is_not_compared(String stamp) {
    var id = "bind.renew-before-not-after-expiry";
    var metadata = "{'renew_before':'2030-01-10T00:00:00.0Z','expires_at':'" + stamp + "'}";
    assertEquals(NOTHING, withMetadata(metadata).says(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2030-01-09T00:00:00Z",
        "2030-01-09T23:59:59.99Z",
        "2030-01-09T00:00:00.1234567890123Z"
      })
  void any_number_of_digits_of_a_second_can_be_read(String stamp) {
    var id = "bind.renew-before-not-after-expiry";
    var metadata = "{'renew_before':'2030-01-10T00:00:00.0Z','expires_at':'" + stamp + "'}";
    assertEquals(VIOLATED, withMetadata(metadata).says(id));
  }
}
