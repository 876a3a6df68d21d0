package dev.weft.compiler;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.finding.JsonFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The settings of a front end without options of its own, from one line of text: separated by commas, as {@code
 * includes=com/acme/**,json,WEFT007=off}.
 *
 * @param weaver what the settings say about weaving
 * @param failOnWarning whether warnings count as errors
 * @param json whether findings are printed as JSON
 * @param directCalls whether calls between the classes enter the called method directly
 * @since 0.1
 */
public record WeaverSettings(Weaver.Builder weaver, boolean failOnWarning, boolean json, boolean directCalls) {

    /** The settings that exist, for messages. */
    private static final String KNOWN =
            "includes=PATTERN, excludes=PATTERN, json, no-verify, fail-on-warning, direct-calls, blocking=CLASS#METHOD,"
                    + " handlers=ANNOTATION, WEFT007=off";

    private static final Pattern COMMA = Pattern.compile(",");

    private static final Pattern LEVEL = Pattern.compile("(?i)WEFT\\d+=.*");

    /** What each word does, up to its equals sign; all other words are levels of findings. */
    private static final Map<String, BiConsumer<Draft, String>> WORDS = Map.of(
            "", (draft, value) -> {}, // there is no setting at all, or a comma too many
            "json", (draft, value) -> draft.json = true,
            "no-verify", (draft, value) -> draft.weaver.verify(false),
            "fail-on-warning", (draft, value) -> draft.failOnWarning = true,
            "direct-calls", (draft, value) -> draft.directCalls = true,
            "includes=", (draft, value) -> draft.includes.add(value),
            "excludes=", (draft, value) -> draft.excludes.add(value),
            "blocking=", (draft, value) -> draft.blocking.add(value),
            "handlers=", (draft, value) -> draft.handlers.add(value));

    /** Collects settings in the order of the text; used by one thread. */
    private static final class Draft {
        final Weaver.Builder weaver = Weaver.builder();
        final List<String> includes = new ArrayList<>();
        final List<String> excludes = new ArrayList<>();
        final List<String> blocking = new ArrayList<>();
        final List<String> handlers = new ArrayList<>();
        FindingPolicy policy = FindingPolicy.DEFAULT;
        boolean failOnWarning;
        boolean json;
        boolean directCalls;

        void set(String setting) {
            int value = setting.indexOf('=') + 1;
            var word = WORDS.get(value == 0 ? setting : setting.substring(0, value));
            if (word != null) {
                word.accept(this, setting.substring(value));
            } else if (LEVEL.matcher(setting).matches()) {
                policy = policy.and(setting);
            } else {
                throw new IllegalArgumentException("unknown setting '" + setting + "'; there are " + KNOWN);
            }
        }

        WeaverSettings finish() {
            weaver.failOnWarning(failOnWarning)
                    .directCalls(directCalls)
                    .include(ClassFilePatterns.of(includes, excludes))
                    .findings(policy.withBlocking(blocking).withHandlers(handlers));
            return new WeaverSettings(weaver, failOnWarning, json, directCalls);
        }
    }

    /**
     * Reads settings.
     *
     * @param text may be empty
     * @throws IllegalArgumentException if there is a setting that does not exist; the message lists those that do
     */
    public static WeaverSettings parse(String text) {
        var draft = new Draft();
        for (var setting : COMMA.split(text, -1)) {
            draft.set(setting.strip());
        }
        return draft.finish();
    }

    /** Returns a finding as it is to be printed. */
    public String print(Finding finding) {
        return json ? JsonFindings.toJson(finding) : finding.toString();
    }
}
