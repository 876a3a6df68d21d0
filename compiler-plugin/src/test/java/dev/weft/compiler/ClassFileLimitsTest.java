package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Tree;
import dev.weft.compiler.testkit.Weaving;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/** Classes and methods as large as the class file format allows (JVMS 4.11), and one more. */
class ClassFileLimitsTest {

    private static final int MAX = 0xFFFF;

    @Test
    void aConstantPoolThatWeavingFillsExactly() throws Throwable {
        var classes = Weaving.weave(withConstants(fieldsThatFill()));
        assertEquals(MAX, constants(classes.bytes("C")));
        assertEquals(7, Program.load(classes).run("C", "m", Given.later(7)));
    }

    @Test
    void oneMoreIsAFinding(@TempDir Path root) throws IOException {
        withConstants(fieldsThatFill() + 1).writeTo(root);
        var before = Tree.aged(root);
        var report = Weaving.in(root);
        assertEquals(before, Tree.of(root));
        assertTrue(report.rejected(), report::toString);
        var finding = report.findings().get(0);
        assertEquals(FindingCode.WEFT009, finding.code());
        assertEquals(
                "the constant pool of the woven class would have 65536 entries, and the class file format allows 65535",
                finding.message());
        assertEquals("move some of its @Async methods to another class", finding.remedy());
    }

    /** A class whose constant pool grows with the number of its fields. */
    private static Classes withConstants(int fields) {
        var node = Javac.compile("class C { @Async static Coroutine<Integer> m(Awaitable<Integer> a) {"
                        + " return result(await(a)); } }")
                .node("C");
        return withFields(node, fields);
    }

    /** Each field adds one constant: its name. */
    private static Classes withFields(ClassNode node, int fields) {
        for (int i = 0; i < fields; i++) {
            node.fields.add(new FieldNode(Opcodes.ACC_STATIC, "f" + i, "J", null, null));
        }
        var writer = new ClassWriter(0);
        node.accept(writer);
        return new Classes(Map.of("C", writer.toByteArray()));
    }

    private static int fieldsThatFill() {
        return MAX - constants(Weaving.weave(withConstants(1)).bytes("C")) + 1;
    }

    private static int constants(byte[] classFile) {
        return new ClassReader(classFile).getItemCount();
    }

    /** A frame may have more fields than a constructor may have parameters. */
    @ParameterizedTest
    @ValueSource(ints = {254, 255, 256, 1000})
    void anAwaitWithManyLiveVariables(int variables) throws Throwable {
        var types = List.of("int", "long", "double", "float", "Integer", "boolean");
        var source = new StringBuilder("class C { @Async static Coroutine<Double> m(Awaitable<Integer> a) { ");
        for (int i = 0; i < variables; i++) {
            var type = types.get(i % types.size());
            source.append(type)
                    .append(" v")
                    .append(i)
                    .append(type.equals("boolean") ? " = " + (i % 4 == 1) : " = " + i);
            source.append("; ");
        }
        source.append("double sum = await(a) + await(a); ");
        for (int i = 0; i < variables; i++) {
            source.append("sum += ")
                    .append(i % types.size() == 5 ? "v" + i + " ? 1 : 0" : "v" + i)
                    .append("; ");
        }
        var classes = Weaving.weave(source + "return result(sum); } }");
        int fields = classes.node("C$m$Frame").fields.size();
        assertTrue(fields >= variables, () -> fields + " fields");
        double expected = 2 * 5
                + IntStream.range(0, variables)
                        .mapToDouble(i -> i % 6 == 5 ? (i % 4 == 1 ? 1 : 0) : i)
                        .sum();
        for (var given : List.of(Given.now(5), Given.later(5))) {
            assertEquals(expected, Program.load(classes).run("C", "m", given));
        }
    }

    /** With the three parameters that the hot entry adds, the method would have 258 slots. */
    @ParameterizedTest
    @ValueSource(strings = {"long", "double"})
    void parametersInAll255SlotsMostOfThemWide(String type) throws Throwable {
        var parameters = IntStream.range(0, 127).mapToObj(i -> type + " p" + i).collect(Collectors.joining(", "));
        var sum = IntStream.range(0, 127).mapToObj(i -> "p" + i).collect(Collectors.joining(" + "));
        var arguments = IntStream.range(0, 127).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        var program = Program.of("class C { @Async static Coroutine<Object> m(Awaitable<Integer> a, " + parameters
                + ") { int one = await(a); return result(await(a) + one + " + sum + "); } "
                + "static Coroutine<Object> run(Awaitable<Integer> a) { return m(a, " + arguments + "); } }");
        for (var given : List.of(Given.now(1), Given.later(1))) {
            assertEquals(2 + 126 * 127 / 2, ((Number) program.run("C", "run", given)).intValue());
        }
    }

    /** The woven method still fits. {@link ManyAwaitsTest} has a body that leaves no room for the woven code. */
    @Test
    void aBodyThatAllButFillsAMethod() throws Throwable {
        int steps = 10_890;
        var classes = Weaving.weave("class C { @Async static Coroutine<Integer> m(Awaitable<Integer> a) { int s = 1; "
                + "s ^= s << 3; ".repeat(steps) + "return result(s + await(a)); } }");
        int expected = 1;
        for (int i = 0; i < steps; i++) {
            expected ^= expected << 3;
        }
        for (var given : List.of(Given.now(4), Given.later(4))) {
            assertEquals(expected + 4, Program.load(classes).run("C", "m", given));
        }
    }
}
