package dev.weft.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.abi.WeaverVersion;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Disassembly;
import dev.weft.compiler.testkit.Weaving;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** The shape of woven classes. */
class ClassEmitterTest {

    private static final Classes WOVEN = Weaving.weave("""
            class C<T> {
                @Deprecated @Async
                protected final <X extends Exception> Coroutine<T> m(final T a, List<? extends X> b) throws X {
                    T first = await(yieldNow()) == null ? a : null;
                    await(yieldNow());
                    return result(first);
                }
                @Async CompletionStage<T> hot() { return null; }
                int plain(int i) { return i; }
            }
            """, "-parameters");

    @Test
    void generatedMethodsStandBehindTheirMethod() {
        assertEquals(
                List.of("<init>", "m", "m", "m", "m$weft", "hot", "hot", "hot$weft", "plain"),
                WOVEN.node("C").methods.stream().map(method -> method.name).toList());
    }

    @Test
    void theStubIsTheMethodForAllWhoLookAtIt() {
        var stub = method("(Ljava/lang/Object;Ljava/util/List;)");
        assertEquals(Opcodes.ACC_PROTECTED | Opcodes.ACC_FINAL, stub.access & 0xFFFF);
        assertEquals(
                "<X:Ljava/lang/Exception;>(TT;Ljava/util/List<+TX;>;)Ldev/weft/Coroutine<TT;>;^TX;", stub.signature);
        assertEquals(List.of("java/lang/Exception"), stub.exceptions);
        assertEquals(
                Set.of("Ljava/lang/Deprecated;", RuntimeAbi.ASYNC_DESCRIPTOR),
                stub.visibleAnnotations.stream().map(one -> one.desc).collect(Collectors.toSet()));
        assertEquals(
                List.of("a", "b"), stub.parameters.stream().map(one -> one.name).toList());
        assertEquals(
                List.of("this", "a", "b"),
                stub.localVariables.stream().map(one -> one.name).toList());
    }

    @Test
    void entriesArePrivateSyntheticAndCarryNoAnnotations() {
        for (var start :
                List.of("(Ljava/lang/Object;Ljava/util/List;LC$m$Frame;", "(Ldev/weft/abi/FrameDriver;LC$m$Frame;)")) {
            var entry = method(start);
            assertEquals(Modifier.PRIVATE | Opcodes.ACC_SYNTHETIC, entry.access);
            assertEquals(null, entry.visibleAnnotations);
            assertEquals(
                    RuntimeAbi.OBJECT_DESCRIPTOR, Type.getReturnType(entry.desc).getDescriptor());
            var variables = entry.localVariables.stream().map(one -> one.name).toList();
            assertTrue(variables.contains("first"), variables::toString);
        }
    }

    @Test
    void theFrameClassIsFinalAndSynthetic() {
        var frame = WOVEN.node("C$m$Frame");
        assertEquals(Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, frame.access);
        assertEquals(RuntimeAbi.FRAME, frame.superName);
        assertEquals("C.java", frame.sourceFile);
        assertEquals(WOVEN.node("C").version, frame.version);
        for (var field : frame.fields) {
            assertEquals(Opcodes.ACC_SYNTHETIC, field.access, field.name);
        }
    }

    @Test
    void theMarkNamesVersionAndFrames() {
        var mark = WOVEN.node("C").invisibleAnnotations.stream()
                .filter(one -> one.desc.equals(RuntimeAbi.WOVEN_DESCRIPTOR))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of(
                        "abi",
                        RuntimeAbi.VERSION,
                        "by",
                        WeaverVersion.get(),
                        "frames",
                        List.of("C$m$Frame", "C$hot$Frame")),
                mark.values);
        assertTrue(WeaverVersion.get().matches("\\d+\\.\\d+.*"), WeaverVersion::get);
    }

    @Test
    void otherMethodsAreUntouched() {
        var plain = WOVEN.node("C").methods.stream()
                .filter(one -> one.name.equals("plain"))
                .findFirst();
        assertEquals(List.of("ILOAD 1", "IRETURN"), Disassembly.instructions(plain.orElseThrow()));
    }

    @Test
    void theHotEntryMakesAndStoresNothingBeforeItSuspends() {
        var kept = new ArrayList<String>();
        boolean suspending = false;
        for (var one : Disassembly.instructions(method("(Ljava/lang/Object;Ljava/util/List;LC$m$Frame;"))) {
            suspending |= one.equals("IF_ACMPNE");
            if (!suspending) {
                kept.add(one);
            }
            suspending &= !one.equals("ARETURN");
        }
        assertEquals(
                2, kept.stream().filter(one -> one.endsWith("Suspension.await")).count());
        assertEquals(
                List.of(),
                kept.stream()
                        .filter(one -> one.matches("(NEW|PUTFIELD|TABLESWITCH|.*Suspension.suspend).*"))
                        .toList());
    }

    @Test
    void bothEntriesHaveTheLinesOfTheBody() {
        assertEquals(Set.of(4, 5, 6), lines(method("(Ljava/lang/Object;Ljava/util/List;LC$m$Frame;")));
        assertEquals(Set.of(4, 5, 6), lines(method("(Ldev/weft/abi/FrameDriver;LC$m$Frame;)")));
    }

    private static Set<Integer> lines(MethodNode method) {
        var lines = new TreeSet<Integer>();
        for (var instruction : method.instructions) {
            if (instruction instanceof LineNumberNode line) {
                lines.add(line.line);
            }
        }
        return lines;
    }

    private static MethodNode method(String descriptorStart) {
        return WOVEN.method("C", "m", descriptorStart);
    }
}
