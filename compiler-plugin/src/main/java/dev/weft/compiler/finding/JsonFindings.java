package dev.weft.compiler.finding;

import static dev.weft.compiler.finding.JsonText.quoted;

import java.util.Locale;

/**
 * Findings as JSON (RFC 8259), one object a line.
 *
 * @since 0.1
 */
public final class JsonFindings {

    private JsonFindings() {}

    /** Something that users should know and that is no finding. */
    public static String note(String message) {
        return "{\"level\":\"note\",\"message\":" + quoted(message) + "}";
    }

    public static String toJson(Finding finding) {
        return "{\"code\":" + quoted(finding.code().name())
                + ",\"level\":" + quoted(finding.level().name().toLowerCase(Locale.ROOT))
                + ",\"file\":" + quoted(finding.file())
                + ",\"line\":" + finding.line()
                + ",\"class\":" + quoted(finding.className())
                + ",\"method\":" + quoted(finding.method())
                + ",\"message\":" + quoted(finding.message())
                + ",\"remedy\":" + quoted(finding.remedy()) + "}";
    }
}
