package dev.copra.report.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** A SARIF log, as far as it is written; the names are those of its specification. */
record Sarif(@JsonProperty("$schema") String schema, String version, List<Run> runs) {

    static Sarif of(Run run) {
        return new Sarif("https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", List.of(run));
    }

    record Run(Tool tool, List<Invocation> invocations, List<Result> results) {}

    record Tool(Driver driver) {}

    record Driver(String name, String version, List<Rule> rules) {}

    record Rule(
            String id,
            Message shortDescription,
            Message fullDescription,
            Message help,
            Configuration defaultConfiguration) {}

    record Configuration(String level) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Invocation(boolean executionSuccessful, List<Notification> toolExecutionNotifications) {}

    record Notification(String level, Message message, List<Location> locations) {}

    record Message(String text) {}

    record Result(
            String ruleId,
            int ruleIndex,
            String level,
            Message message,
            List<Location> locations,
            Map<String, String> partialFingerprints,
            Properties properties) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Location(PhysicalLocation physicalLocation, List<LogicalLocation> logicalLocations) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PhysicalLocation(Artifact artifactLocation, Region region) {}

    record Artifact(String uri) {}

    record Region(long startLine, long startColumn) {}

    record LogicalLocation(String fullyQualifiedName) {}

    record Properties(Object image, Object annotation) {}
}
