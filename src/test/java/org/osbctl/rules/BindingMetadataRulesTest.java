package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingMetadataRulesTest {
  private static Exchanges withMetadata(String metadata) {
    return latest().provisioned().then(bind(), 201, "{'metadata':" + metadata + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "'2030-12-31T23:59:59.0Z', MET",
    "'2030-12-31T23:59:59.00Z', MET",
    "'2030-12-31T23:59:59.1234567890123Z', MET",
    "'2030-12-31T23:59:59Z', MET",
    "'2030-12-31T23:59:59.0+01:00', VIOLATED",
    "'2030-12-31T23:59:59.0', VIOLATED",
    "'2030-13-31T23:59:59.0Z', VIOLATED",
    "tomorrow, VIOLATED",
    "'', VIOLATED"
  })
  void stamps_are_in_utc(String stamp, Exchanges.Said said) {
    assertEquals(said, withMetadata("{'expires_at':'" + stamp + "'}").says("bind.expires-at-format"));
    assertEquals(said, withMetadata("{'renew_before':'" + stamp + "'}").says("bind.renew-before-format"));
  }

  @Test
  void no_stamp_is_none_to_judge() {
    assertEquals(NOTHING, withMetadata("{'expires_at':null}").says("bind.expires-at-format"));
    assertEquals(NOTHING, withMetadata("7").says("bind.renew-before-format"));
    assertEquals(VIOLATED, withMetadata("{'expires_at':7}").says("bind.expires-at-format"));
    var refused = latest().provisioned().then(bind(), 400, "{'metadata':{'expires_at':'x'}}");
    assertEquals(NOTHING, refused.says("bind.expires-at-format"));
  }

  @ParameterizedTest
  @CsvSource({"09, MET", "10, MET", "11, VIOLATED"})
  void a_binding_is_renewed_before_it_expires(String day, Exchanges.Said said) {
    assertEquals(
        said,
        withMetadata(
                "{'expires_at':'2030-01-10T00:00:00.0Z','renew_before':'2030-01-" + day + "T00:00:00.0Z'}")
            .says("bind.renew-before-not-after-expiry"));
  }

  @Test
  void one_stamp_alone_is_not_compared() {
    var id = "bind.renew-before-not-after-expiry";
    assertEquals(NOTHING, withMetadata("{'renew_before':'2030-01-10T00:00:00.0Z'}").says(id));
    assertEquals(NOTHING, withMetadata("{'renew_before':'2030-01-10T00:00:00.0Z','expires_at':'x'}").says(id));
  }
}
