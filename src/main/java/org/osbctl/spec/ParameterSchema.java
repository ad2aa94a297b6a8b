package org.osbctl.spec;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A JSON Schema of a plan's parameters, in any draft from 4 to 2020-12 (spec 2.17, "Input
 * Parameters Schema Object"). Nothing outside the document is ever loaded.
 */
public final class ParameterSchema {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_4,
          builder ->
              builder.schemaLoader(
                  loader ->
                      loader
                          .fetchRemoteResources(false)
                          .block(iri -> !iri.toString().contains("//json-schema.org/"))));

  private final Schema schema;

  private ParameterSchema(Schema schema) {
    this.schema = schema;
  }

  /** Something about parameters that the schema does not allow: where it is and what is wrong. */
  public record Violation(String pointer, String message) {
    @Override
    public String toString() {
      return (pointer.isEmpty() ? "parameters" : pointer) + ": " + message;
    }
  }

  /** The schema ready to use, or empty when it cannot be one. */
  public static Optional<ParameterSchema> of(JsonNode schema) {
    try {
      return Optional.of(new ParameterSchema(REGISTRY.getSchema(schema)));
    } catch (SchemaException | JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What is wrong with these parameters; nothing when they are valid or the schema cannot tell. */
  public List<Violation> violations(JsonNode parameters) {
    try {
      return schema.validate(parameters).stream().map(ParameterSchema::violation).toList();
    } catch (SchemaException | JacksonException | IllegalArgumentException e) {
      return List.of();
    } catch (StackOverflowError e) {
      // A schema whose references lead in a circle: the validator has no end of its own.
      return List.of();
    }
  }

  /** What makes a schema none of draft-04, by that draft's own schema of schemas. */
  public static List<Violation> offencesAgainstDraft4(JsonNode schema) {
    return new ParameterSchema(Draft4.SCHEMA).violations(schema);
  }

  /** Read when somebody asks. */
  private static final class Draft4 {
    static final Schema SCHEMA =
        REGISTRY.getSchema(SchemaLocation.of("http://json-schema.org/draft-04/schema#"));
  }

  private static Violation violation(Error error) {
    return new Violation(error.getInstanceLocation().toString(), error.getMessage());
  }
}
