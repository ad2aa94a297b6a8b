package org.osbctl.report;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Verdict;
import org.osbctl.samples.RandomJson;
import org.osbctl.spec.Json;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;

/** Runs in which a broker says whatever it likes, and the formats they are printed in. */
abstract class FormatsRig {
  static final String CONFLICT = "provision.other-attributes-conflict";
  static final String PLAN_NAME = "catalog.plan-name-cli-friendly";

  static final Schema SARIF =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
          .getSchema(
              FormatsRig.class.getResourceAsStream("/schemas/sarif-schema-2.1.0.json"),
              InputFormat.JSON);

  static RunResult run(String text) {
    var finding =
        Runs.finding(
            "the description is " + text,
            "another than " + text,
            text,
            "/description",
            Runs.exchange(
                "GET", "/v2/catalog", 500, Json.text(Json.object().put("description", text))));
    return Runs.run(
        List.of("service instance 1: " + text),
        List.of("small: " + text),
        true,
        Runs.violated(CONFLICT, Verdict.FAILED, finding, Runs.conflictMissed()),
        Runs.violated(PLAN_NAME, Verdict.WARNED, finding),
        Runs.result("bind.malformed-is-400", Verdict.WAIVED, 1, text, List.of(finding)),
        Runs.blocked("bind.created-is-201", "bind: " + text),
        Runs.skipped("unbind.unknown-is-410", text),
        Runs.passed("provision.created-is-201"));
  }

  /** Some by hand, and some that nobody would write; {@code -Dosbctl.fuzz} makes them many. */
  static Stream<String> texts() {
    var random = new RandomJson(new Random(83));
    var many = Math.max(8, Integer.getInteger("osbctl.fuzz", 0) / 1_000);
    var strange = Stream.generate(() -> random.text() + random.text()).limit(many);
    return Stream.concat(known(), strange);
  }

  static Stream<String> known() {
    return Stream.of(
        "plain",
        "]]><script>alert(1)</script>",
        "\u0000\u0001\u001b[2J\u009b31m\ufffe\uffff\ud800 \udc00\u202e",
        "| a | `b` ``c`` |\n| --- | @team #1 <!-- [x](http://x) -->",
        "# SKIP me\nok 1 - all\n1..0 # TODO\nBail out!",
        "\"}\\{0} [link](1) {\"a\":\"",
        "&amp; ' \" < >",
        "```\n## heading",
        " ");
  }

  static String print(ReportFormat format, String text, Gate gate) {
    return Runs.print(format, Runs.report(run(text), gate));
  }

  static Document junit(String xml) throws Exception {
    var bytes = xml.getBytes(StandardCharsets.UTF_8);
    var schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(FormatsRig.class.getResource("/schemas/junit-10.xsd"));
    schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(bytes));
  }

  static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8)).node();
  }

  /** One that takes the broker, and one that does not. */
  static List<PlatformVerdict> platforms(String text) {
    return List.of(
        new PlatformVerdict(
            "none",
            "Nobody",
            true,
            List.of(note("N-1", "informs", text), note("N-2", "warns", text))),
        new PlatformVerdict(
            "cloudfoundry",
            "Cloud " + text,
            false,
            List.of(
                note("CF-PLN-2", "rejects", text),
                new PlatformVerdict.Note(
                    "answer", "rejects", true, "PUT /v2/service_instances/1", text, "", 2, 3))),
        new PlatformVerdict("empty", "Empty", true, List.of()));
  }

  static PlatformVerdict.Note note(String rule, String severity, String text) {
    return new PlatformVerdict.Note(
        rule, severity, true, "services[0].plans[1].name", text, "rename " + text, 1, 1);
  }
}
