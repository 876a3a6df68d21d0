package dev.weft.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.abi.WeaverVersion;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.tree.MethodInsnNode;

class WeaveCommandTest {

    private static final String TWO = """
            class Two {
                @Async static Coroutine<Void> slow() {
                    Thread.yield();
                    CompletableFuture.completedFuture(1).join(); // WEFT007
                    await(yieldNow());
                    return done();
                }
                static class Inner {
                    @Async Coroutine<Integer> m(int n) {
                        while (n > 0) {
                            n -= await(result(1));
                        }
                        return result(n);
                    }
                }
            }
            """;

    @TempDir
    Path root;

    @Test
    void aDryRunWritesNothing() {
        two();
        var run = CommandLineRun.of("--dry-run", root.toString());
        assertEquals(Main.DONE, run.exit());
        assertEquals(List.of("would weave: 2 methods in 2 of 2 classes"), run.out());
        assertEquals(Set.of(), Classes.in(root).woven());
    }

    @Test
    void callsEnterDirectlyIfAskedTo() {
        two();
        assertEquals(
                Main.DONE, CommandLineRun.of("--direct-calls", root.toString()).exit());
        var entries = Classes.in(root).woven().stream()
                .flatMap(name -> Classes.in(root).node(name).methods.stream())
                .filter(method -> method.desc.contains("Ldev/weft/abi/Frame;Ldev/weft/abi/FrameDriver;I)"));
        assertEquals(2, entries.count());
    }

    @Test
    void aPlanShowsThem() {
        Javac.compile("class A { @Async Coroutine<Void> m(B b) { await(b.n()); return done(); } }"
                        + " class B { @Async Coroutine<Void> n() { return done(); } }")
                .writeTo(root);
        var plan = CommandLineRun.of("--direct-calls", "--plan", "A", root.toString());
        assertTrue(plan.out().toString().contains("awaits n() directly"), plan.out()::toString);
        plan = CommandLineRun.of("--plan", "A", root.toString());
        assertTrue(plan.out().toString().contains("awaits Coroutine"), plan.out()::toString);
    }

    @Test
    void warningsFollowTheirOptions() {
        two();
        assertFirstFinding(": warning: WEFT007: ", "--dry-run");
        assertFirstFinding(": error: WEFT007: ", "--error", "WEFT007");
        assertEquals(
                Main.REJECTED,
                CommandLineRun.of("--fail-on-warning", root.toString()).exit());
        assertEquals(
                List.of(),
                CommandLineRun.of("--allow=weft007", "--dry-run", root.toString())
                        .err());
        assertFirstFinding("Thread.yield", "--dry-run", "--blocking", "java.lang.Thread#yield");
    }

    private void assertFirstFinding(String part, String... options) {
        var arguments = new ArrayList<>(List.of(options));
        arguments.add(root.toString());
        var findings = CommandLineRun.of(arguments.toArray(String[]::new)).err();
        assertTrue(findings.get(0).contains(part), findings::toString);
    }

    @Test
    void anErrorCannotBeAllowed() {
        var run = CommandLineRun.of("--allow", "WEFT003", root.toString());
        assertEquals(Main.USAGE, run.exit());
        assertTrue(run.err().get(0).startsWith("WEFT003 is an error"), run.err()::toString);
    }

    @Test
    void patternsChooseClasses() {
        two();
        CommandLineRun.of("--excludes", "Two.class", root.toString());
        assertEquals(Set.of("Two$Inner"), Classes.in(root).woven());
    }

    @Test
    void aFindingIsExplained() {
        var run = CommandLineRun.of("--explain", "weft003");
        assertEquals(Main.DONE, run.exit());
        assertTrue(run.out().get(0).startsWith("## WEFT003: "), run.out()::toString);
        assertEquals(Main.USAGE, CommandLineRun.of("--explain", "WEFT999").exit());
    }

    @Test
    void aPlanIsTextOrAGraph() {
        two();
        var text = CommandLineRun.of("--plan", "Two.Inner#m", root.toString());
        assertEquals(
                List.of("Two$Inner.m(I)Ldev/weft/Coroutine; cold, frame Two$Inner$m$Frame"),
                text.out().subList(0, 1));
        assertTrue(text.out().get(2).startsWith("  state 1, line 11, awaits Coroutine"), text.out()::toString);
        var graph = CommandLineRun.of("--plan", "Two$Inner", "--dot", root.toString());
        assertEquals("digraph \"Two$Inner.m\" {", graph.out().get(0));
        assertEquals(Set.of(), Classes.in(root).woven());
    }

    @Test
    void aGraphOfNoPlanWeavesNothing() {
        two();
        var run = CommandLineRun.of("--dot", root.toString());
        assertEquals(Main.USAGE, run.exit());
        assertEquals("--dot is for --plan CLASS[#METHOD]", run.err().get(0));
        assertEquals(Set.of(), Classes.in(root).woven());
    }

    /** The weaver knows the closeable types of the runtime without a class path. */
    @Test
    void withoutAClassPathTaskGroupsAreAwaited() {
        Javac.compile("""
                class Grouped {
                    @Async static Coroutine<Void> m() {
                        try (var group = TaskGroup.open()) {
                            await(group.join());
                        }
                        return done();
                    }
                }
                """).writeTo(root);
        assertEquals(Main.DONE, CommandLineRun.of(root.toString()).exit());
        var called = new HashSet<String>();
        for (var method : Classes.in(root).node("Grouped").methods) {
            for (var instruction : method.instructions) {
                if (instruction instanceof MethodInsnNode call && call.owner.equals("dev/weft/TaskGroup")) {
                    called.add(call.name);
                }
            }
        }
        assertEquals(Set.of("open", "join", "closeAsync"), called);
    }

    @Test
    void whatHasNoPlanIsSaid() {
        two();
        var none = CommandLineRun.of("--plan", "Two#n", root.toString());
        assertEquals(Main.USAGE, none.exit());
        assertEquals(
                "there is no async method Two#n in [" + root + "]", none.err().get(0));
        CommandLineRun.of(root.toString());
        var woven = CommandLineRun.of("--plan", "Two", root.toString());
        assertEquals(Main.USAGE, woven.exit());
        assertTrue(woven.err().get(0).contains("is woven already"), woven.err()::toString);
    }

    @Test
    void whatIsNoJarIsNamed() throws Exception {
        var text = Files.writeString(root.resolve("some.jar"), "text");
        var run = CommandLineRun.of(text.toString());
        assertEquals(Main.USAGE, run.exit());
        assertEquals(1, run.err().size());
        assertTrue(run.err().get(0).startsWith("weft: " + text + " is no jar that can be read: "), run.err()::toString);
    }

    @Test
    void versionAndHelpAreNoErrors() {
        assertEquals(
                List.of("weft " + WeaverVersion.get()),
                CommandLineRun.of("--version").out());
        var help = CommandLineRun.of("--help");
        assertEquals(Main.DONE, help.exit());
        assertTrue(help.out().contains("Exit codes:"), help.out()::toString);
    }

    private void two() {
        Javac.compile(TWO).writeTo(root);
    }
}
