package dev.weft.compiler;

import java.util.Locale;

/** Findings as JSON (RFC 8259), one object a line. */
public final class JsonFindings {

    private JsonFindings() {}

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

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
