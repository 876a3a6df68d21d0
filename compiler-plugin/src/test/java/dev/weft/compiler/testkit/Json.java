package dev.weft.compiler.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads one flat JSON object, strictly: the judge of what {@code --json} writes. */
public final class Json {

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    public static Map<String, Object> object(String text) {
        var json = new Json(text);
        var members = new LinkedHashMap<String, Object>();
        json.expect('{');
        do {
            var name = json.string();
            json.expect(':');
            members.put(name, json.peek() == '"' ? json.string() : json.number());
        } while (json.accept(','));
        json.expect('}');
        if (json.at != text.length()) {
            throw new IllegalArgumentException("more behind the object: " + text);
        }
        return members;
    }

    private char peek() {
        return text.charAt(at);
    }

    private boolean accept(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw new IllegalArgumentException("expected " + c + " at " + at + " of " + text);
        }
    }

    private long number() {
        int start = at;
        while (Character.isDigit(peek())) {
            at++;
        }
        return Long.parseLong(text.substring(start, at));
    }

    private String string() {
        expect('"');
        var value = new StringBuilder();
        while (!accept('"')) {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw new IllegalArgumentException("a control character at " + at + " of " + text);
            }
            value.append(c == '\\' ? escaped() : c);
        }
        return value.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        if (c == 'u') {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        } else if (c == '"' || c == '\\') {
            return c;
        }
        throw new IllegalArgumentException("escape " + c + " at " + at + " of " + text);
    }
}
