package dev.weft.compiler;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.finding.JsonFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a front end that has no options of its own is told in one line of text: settings separated by commas, as
 * {@code includes=com/acme/**,json,WEFT007=off}.
 *
 * @param weaver what the settings say about weaving
 * @param failOnWarning whether warnings count as errors
 * @param json whether findings are to be printed as JSON
 */
public record WeaverSettings(Weaver.Builder weaver, boolean failOnWarning, boolean json) {

    /** What may be said, for messages. */
    private static final String KNOWN =
            "includes=PATTERN, excludes=PATTERN, json, no-verify, fail-on-warning, blocking=CLASS#METHOD, WEFT007=off";

    private static final Pattern COMMA = Pattern.compile(",");

    private static final Pattern LEVEL = Pattern.compile("(?i)WEFT\\d+=.*");

    /**
     * Reads settings.
     *
     * @param text may be empty
     * @throws IllegalArgumentException if there is a setting that does not exist; the message lists those that do
     */
    public static WeaverSettings parse(String text) {
        var weaver = Weaver.builder();
        var includes = new ArrayList<String>();
        var excludes = new ArrayList<String>();
        var blocking = new ArrayList<String>();
        var policy = FindingPolicy.DEFAULT;
        boolean failOnWarning = false;
        boolean json = false;
        for (var setting : COMMA.split(text, -1)) {
            var word = setting.strip();
            int value = word.indexOf('=') + 1;
            switch (value == 0 ? word : word.substring(0, value)) {
                case "" -> {
                    // no setting at all, or a comma too many
                }
                case "json" -> json = true;
                case "no-verify" -> weaver.verify(false);
                case "fail-on-warning" -> failOnWarning = true;
                case "includes=" -> includes.add(word.substring(value));
                case "excludes=" -> excludes.add(word.substring(value));
                case "blocking=" -> blocking.add(word.substring(value));
                default -> {
                    if (!LEVEL.matcher(word).matches()) {
                        throw new IllegalArgumentException("unknown setting '" + word + "'; there are " + KNOWN);
                    }
                    policy = policy.and(word);
                }
            }
        }
        weaver.failOnWarning(failOnWarning)
                .include(ClassFilePatterns.of(includes, excludes))
                .findings(policy.withBlocking(List.copyOf(blocking)));
        return new WeaverSettings(weaver, failOnWarning, json);
    }

    /** A finding, as it is to be printed. */
    public String print(Finding finding) {
        return json ? JsonFindings.toJson(finding) : finding.toString();
    }
}
