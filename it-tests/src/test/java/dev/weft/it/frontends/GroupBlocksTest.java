package dev.weft.it.frontends;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Which exception leaves a block over a task group, in the code of both compilers. Each program of {@link GroupBlocks} says
 * in its comment what it returns.
 */
@Tag("jdk")
@Timeout(60)
class GroupBlocksTest {

    @TestFactory
    Stream<DynamicNode> programs() {
        return CommentedPrograms.tests(
                GroupBlocks.SOURCE,
                List.of("JAVAC", "8", "-g"),
                List.of("JAVAC", "17", "-g:none"),
                List.of("ECJ", "8", "-g:none"),
                List.of("ECJ", "17", "-g"));
    }
}
