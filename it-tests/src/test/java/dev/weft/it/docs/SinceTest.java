package dev.weft.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each public type of a published module says since which version there is one, in its {@code @since}. */
class SinceTest {
    private static final String KINDS = "(?:@interface|interface|class|enum|record) ";

    @Test
    void eachTypeOfAnApiHasIt() throws IOException {
        var without = new ArrayList<String>();
        int types = 0;
        for (var api : PublicSources.APIS) {
            for (var type : PublicSources.typesIn(api)) {
                types++;
                if (!hasSince(Files.readString(PublicSources.fileOf(api, type)), type)) {
                    without.add(type);
                }
            }
        }
        for (var file : Repository.files(Repository.ROOT.resolve("maven-plugin/src/main/java"), "Mojo.java")) {
            var text = Files.readString(file);
            if (text.contains("@Mojo(") && !hasSince(text, nameOf(file))) {
                without.add(nameOf(file));
            }
        }
        assertEquals(List.of(), without, "types without @since");
        assertTrue(types >= 100, "found only " + types);
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    @Test
    void looksAtTheCommentOfTheTypeItself() {
        var text = "/** A.\n * @since 1 */\n@Deprecated\npublic class A {\n    int x;\n    interface B {}\n}\n";
        assertTrue(hasSince(text, "p.A"));
        assertEquals(false, hasSince(text, "p.A$B"));
    }

    /** Whether the comment before the declaration, with nothing but annotations between them, has the tag. */
    private static boolean hasSince(String text, String type) {
        Matcher declaration = Pattern.compile("^ *(?:[a-z-]+ )*" + KINDS + simple(type) + "\\b", Pattern.MULTILINE)
                .matcher(text);
        assertTrue(declaration.find(), () -> "no declaration of " + type);
        String before = text.substring(0, declaration.start());
        int end = before.lastIndexOf("*/");
        int begin = before.lastIndexOf("/**");
        return end > begin
                && begin >= 0
                && before.indexOf(';', end) < 0
                && before.substring(begin, end).contains("@since ");
    }

    private static String simple(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }
}
