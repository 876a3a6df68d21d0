package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassFilePatternsTest {

    @ParameterizedTest
    @CsvSource({
        "com/acme/Foo.class,   com/acme/Foo.class,         true",
        "com/acme/Foo.class,   com/acme/FooXclass,         false",
        "com/acme/*.class,     com/acme/Foo.class,         true",
        "com/acme/*.class,     com/acme/Foo$1.class,       true",
        "com/acme/*.class,     com/acme/deep/Foo.class,    false",
        "com/acme/**,          com/acme/deep/er/Foo.class, true",
        "com/acme/**,          com/acmes/Foo.class,        false",
        "com/acme/,            com/acme/deep/Foo.class,    true",
        "**/Foo.class,         Foo.class,                  true",
        "**/Foo.class,         com/acme/Foo.class,         true",
        "**/Foo.class,         com/acme/BigFoo.class,      false",
        "**/acme/**/Foo.class, com/acme/Foo.class,         true",
        "**/acme/**/Foo.class, com/acme/a/b/Foo.class,     true",
        "com/?cme/*,           com/acme/Foo.class,         true",
        "com/?cme/*,           com//cme/Foo.class,         false",
        "com\\acme\\*,         com/acme/Foo.class,         true"
    })
    void matches(String pattern, String path, boolean expected) {
        assertEquals(expected, ClassFilePatterns.of(List.of(pattern), List.of()).test(path));
    }

    @Test
    void withoutPatternsEverythingIsSelected() {
        assertTrue(ClassFilePatterns.of(null, null).test("com/acme/Foo.class"));
        assertTrue(ClassFilePatterns.of(List.of(), List.of()).test("com/acme/Foo.class"));
    }

    @Test
    void exclusionWinsOverInclusion() {
        var patterns = ClassFilePatterns.of(List.of("com/**", "org/**"), List.of("**/Generated*.class"));
        assertTrue(patterns.test("com/acme/Foo.class"));
        assertTrue(patterns.test("org/acme/Foo.class"));
        assertFalse(patterns.test("net/acme/Foo.class"));
        assertFalse(patterns.test("com/acme/GeneratedFoo.class"));
    }
}
