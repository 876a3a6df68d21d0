package dev.weft.it.frontends;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Every way out of a loop over a stream closes it first, in the code of both compilers, for the oldest and the newest
 * release, with variables that have names or not. Each program of {@link StreamLoops} says in its comment what happens.
 */
@Tag("jdk")
@Timeout(60)
class StreamLoopsTest {

    @TestFactory
    Stream<DynamicNode> programs() {
        return CommentedPrograms.tests(
                StreamLoops.SOURCE,
                List.of("JAVAC", "8", "-g"),
                List.of("JAVAC", "17", "-g"),
                List.of("JAVAC", "17", "-g:none"),
                List.of("JAVAC", String.valueOf(Runtime.version().feature()), "-g:source,lines"),
                List.of("ECJ", "8", "-g"),
                List.of("ECJ", "17", "-g"),
                List.of("ECJ", "17", "-g:none"));
    }
}
