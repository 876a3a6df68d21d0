package dev.weft.compiler.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Type;

/** The runtime has every name, descriptor and flag that generated code relies on. */
class RuntimeAbiTest {

    static Stream<List<String>> suspension() {
        return Stream.of(
                List.of("await", RuntimeAbi.awaitDescriptor(RuntimeAbi.COROUTINE)),
                List.of("await", RuntimeAbi.awaitDescriptor(RuntimeAbi.AWAITABLE)),
                List.of("await", RuntimeAbi.awaitDescriptor(RuntimeAbi.STAGE)),
                List.of(RuntimeAbi.AWAIT_REPEATED, RuntimeAbi.awaitDescriptor(RuntimeAbi.AWAITABLE)),
                List.of(RuntimeAbi.AWAIT_REPEATED, RuntimeAbi.awaitDescriptor(RuntimeAbi.STAGE)),
                List.of(RuntimeAbi.TAIL, RuntimeAbi.tailDescriptor(RuntimeAbi.COROUTINE)),
                List.of(RuntimeAbi.TAIL, RuntimeAbi.tailDescriptor(RuntimeAbi.STAGE)),
                List.of(RuntimeAbi.DEPTH, RuntimeAbi.DEPTH_DESCRIPTOR),
                List.of(RuntimeAbi.TOO_DEEP, RuntimeAbi.TOO_DEEP_DESCRIPTOR),
                List.of(RuntimeAbi.ENTERS, RuntimeAbi.ENTERS_DESCRIPTOR),
                List.of(RuntimeAbi.ENTERS, RuntimeAbi.ENTERS_CLASS_DESCRIPTOR),
                List.of(RuntimeAbi.DEFER, RuntimeAbi.DEFER_DESCRIPTOR),
                List.of(RuntimeAbi.REPEATED, RuntimeAbi.REPEATED_DESCRIPTOR),
                List.of(RuntimeAbi.READY, RuntimeAbi.READY_DESCRIPTOR),
                List.of(RuntimeAbi.SUSPEND, RuntimeAbi.SUSPEND_DESCRIPTOR),
                List.of(RuntimeAbi.RESUMED, RuntimeAbi.RESUMED_DESCRIPTOR),
                List.of(RuntimeAbi.BAD_STATE, RuntimeAbi.BAD_STATE_DESCRIPTOR));
    }

    static Stream<List<String>> hotCall() {
        return Stream.of(
                List.of(RuntimeAbi.HOT, RuntimeAbi.HOT_DESCRIPTOR),
                List.of(RuntimeAbi.HOT_RETURNED, RuntimeAbi.HOT_RETURNED_DESCRIPTOR),
                List.of(RuntimeAbi.HOT_FAILED, RuntimeAbi.HOT_FAILED_DESCRIPTOR),
                List.of(RuntimeAbi.HOT_OPENS, RuntimeAbi.HOT_OPENS_DESCRIPTOR));
    }

    static Stream<List<String>> unboxed() {
        var object = RuntimeAbi.OBJECT_DESCRIPTOR;
        var numbers = Stream.of("I", "J", "D")
                .flatMap(number -> Stream.of(
                        List.of(RuntimeAbi.HAND + number, "(" + object + RuntimeAbi.DRIVER_DESCRIPTOR + ")" + number),
                        List.of(RuntimeAbi.HAND + number, "(" + object + RuntimeAbi.DRIVER_DESCRIPTOR + "I)" + number),
                        List.of(RuntimeAbi.BOXED, "(" + number + RuntimeAbi.DRIVER_DESCRIPTOR + ")" + object),
                        List.of(RuntimeAbi.TAILED, "(" + number + RuntimeAbi.DRIVER_DESCRIPTOR + ")" + number)));
        return Stream.concat(
                numbers,
                Stream.of(List.of(RuntimeAbi.TAILED, "(" + object + RuntimeAbi.DRIVER_DESCRIPTOR + ")" + object)));
    }

    @ParameterizedTest
    @MethodSource
    void unboxed(List<String> method) throws Exception {
        assertStatic(RuntimeAbi.UNBOXED, method.get(0), method.get(1));
    }

    @Test
    void numbersOfBothAreTheSame() throws Exception {
        var unboxed = load(RuntimeAbi.UNBOXED);
        assertEquals(RuntimeAbi.OTHER_INT, unboxed.getField("OTHER_INT").get(null));
        assertEquals(RuntimeAbi.OTHER_LONG, unboxed.getField("OTHER_LONG").get(null));
        assertEquals(RuntimeAbi.OTHER_DOUBLE, unboxed.getField("OTHER_DOUBLE").get(null));
        assertEquals(RuntimeAbi.WANTED, unboxed.getField("WANTED").get(null));
        assertEquals(
                RuntimeAbi.LEVEL, load(RuntimeAbi.SUSPENSION).getField("LEVEL").get(null));
    }

    @Test
    void bothAreOfOneVersion() throws Exception {
        var runtime = load(RuntimeAbi.ABI_VERSION);
        assertEquals(RuntimeAbi.VERSION, runtime.getField("VERSION").get(null));
        assertEquals(RuntimeAbi.ADDITIONS, runtime.getField("ADDITIONS").get(null));
    }

    static Stream<List<String>> closing() {
        return Stream.of(
                List.of(RuntimeAbi.CLOSING_FAILURE, RuntimeAbi.CLOSING_FAILURE_DESCRIPTOR),
                List.of(RuntimeAbi.CLOSING_SWALLOWS, RuntimeAbi.CLOSING_SWALLOWS_DESCRIPTOR),
                List.of(RuntimeAbi.CLOSING_THROWN, RuntimeAbi.CLOSING_THROWN_DESCRIPTOR));
    }

    @ParameterizedTest
    @MethodSource
    void closing(List<String> method) throws Exception {
        assertStatic(RuntimeAbi.CLOSING, method.get(0), method.get(1));
    }

    @Test
    void groupsAreOpenedByOneMethod() throws Exception {
        var opened = load(RuntimeAbi.TASK_GROUP).getMethod(RuntimeAbi.OPEN);
        assertTrue(Modifier.isStatic(opened.getModifiers()), opened::toGenericString);
    }

    @ParameterizedTest
    @MethodSource
    void suspension(List<String> method) throws Exception {
        assertStatic(RuntimeAbi.SUSPENSION, method.get(0), method.get(1));
    }

    @ParameterizedTest
    @MethodSource
    void hotCall(List<String> method) throws Exception {
        assertStatic(RuntimeAbi.HOT_CALL, method.get(0), method.get(1));
    }

    @Test
    void entryCall() throws Exception {
        assertStatic(RuntimeAbi.ENTRY_CALL, RuntimeAbi.ENTER, RuntimeAbi.ENTER_DESCRIPTOR);
    }

    @Test
    void aFrameIsACoroutineThatGeneratedClassesExtend() throws Exception {
        var frame = load(RuntimeAbi.FRAME);
        assertEquals(load(RuntimeAbi.COROUTINE), frame.getSuperclass().getSuperclass());
        assertTrue(Modifier.isPublic(frame.getModifiers()), frame::toGenericString);
        assertFalse(Modifier.isFinal(frame.getModifiers()), frame::toGenericString);
        var constructor = frame.getDeclaredConstructor();
        assertTrue(Modifier.isProtected(constructor.getModifiers()), constructor::toString);
        assertFlags(frame.getDeclaredField(RuntimeAbi.STATE), Modifier.PUBLIC);
        assertEquals(int.class, frame.getDeclaredField(RuntimeAbi.STATE).getType());
        var suspended = frame.getDeclaredField(RuntimeAbi.SUSPENDED);
        assertFlags(suspended, Modifier.PUBLIC | Modifier.STATIC | Modifier.FINAL);
        assertEquals(load(RuntimeAbi.OBJECT), suspended.getType());
    }

    @Test
    void generatedClassesImplementAllThatIsAbstractInAFrame() throws Exception {
        var frame = load(RuntimeAbi.FRAME);
        var open = Stream.concat(
                        Arrays.stream(frame.getDeclaredMethods()),
                        Arrays.stream(frame.getSuperclass().getDeclaredMethods()))
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(method -> method.getName() + Type.getMethodDescriptor(method))
                .filter(method -> !method.startsWith("start("))
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        RuntimeAbi.POSITION + RuntimeAbi.POSITION_DESCRIPTOR,
                        RuntimeAbi.RESUME + RuntimeAbi.RESUME_DESCRIPTOR),
                open);
        var start = method(frame, "start", "(" + RuntimeAbi.DRIVER_DESCRIPTOR + ")" + RuntimeAbi.OBJECT_DESCRIPTOR);
        assertTrue(Modifier.isFinal(start.getModifiers()), start::toString);
        assertFlags(
                method(frame, RuntimeAbi.POSITION, RuntimeAbi.POSITION_LOOKUP_DESCRIPTOR),
                Modifier.PROTECTED | Modifier.FINAL);
    }

    @ParameterizedTest
    @CsvSource({
        RuntimeAbi.CATCHES + "," + RuntimeAbi.CATCHES_DESCRIPTOR,
        RuntimeAbi.IGNORES + "," + RuntimeAbi.IGNORES_DESCRIPTOR
    })
    void whatGeneratedClassesMayOverride(String name, String descriptor) throws Exception {
        var method = method(load(RuntimeAbi.FRAME), name, descriptor);
        assertFlags(method, Modifier.PROTECTED);
        assertFalse(Modifier.isFinal(method.getModifiers()), method::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {RuntimeAbi.COROUTINE, RuntimeAbi.AWAITABLE, RuntimeAbi.STAGE})
    void whatIsAwaited(String type) throws Exception {
        var owner = load(RuntimeAbi.WEFT);
        var declared = Arrays.stream(owner.getDeclaredMethods())
                .filter(method -> method.getName().equals(RuntimeAbi.AWAIT))
                .map(method -> Type.getInternalName(method.getParameterTypes()[0]))
                .toList();
        assertTrue(declared.contains(type), declared::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "dev/weft/Weft, result, (Ljava/lang/Object;)Ldev/weft/Coroutine;",
        "java/util/concurrent/CompletableFuture, completedFuture, "
                + "(Ljava/lang/Object;)Ljava/util/concurrent/CompletableFuture;",
        "java/util/concurrent/CompletableFuture, completedStage, "
                + "(Ljava/lang/Object;)Ljava/util/concurrent/CompletionStage;"
    })
    void resultMakers(String owner, String name, String descriptor) throws Exception {
        assertTrue(RuntimeAbi.makesResult(owner, name, descriptor), () -> owner + "." + name + descriptor);
        assertFlags(method(load(owner), name, descriptor), Modifier.PUBLIC | Modifier.STATIC);
    }

    @Test
    void doneMaker() throws Exception {
        var descriptor = "()Ldev/weft/Coroutine;";
        assertTrue(RuntimeAbi.makesDone(RuntimeAbi.WEFT, "done", descriptor), "done" + descriptor);
        assertFlags(method(load(RuntimeAbi.WEFT), "done", descriptor), Modifier.PUBLIC | Modifier.STATIC);
    }

    @ParameterizedTest
    @CsvSource({RuntimeAbi.ASYNC_DESCRIPTOR + ",RUNTIME", RuntimeAbi.WOVEN_DESCRIPTOR + ",CLASS"})
    void annotations(String descriptor, RetentionPolicy retention) throws Exception {
        AnnotatedElement annotation = load(Type.getType(descriptor).getInternalName());
        assertEquals(retention, annotation.getAnnotation(Retention.class).value());
    }

    @Test
    void theMarkHasTheMembersThatTheWeaverWrites() throws Exception {
        var woven = load(Type.getType(RuntimeAbi.WOVEN_DESCRIPTOR).getInternalName());
        assertEquals(int.class, woven.getDeclaredMethod("abi").getReturnType());
        assertEquals(String.class, woven.getDeclaredMethod("by").getReturnType());
        assertEquals(String[].class, woven.getDeclaredMethod("frames").getReturnType());
    }

    @Test
    void coldAndHot() {
        var supported = List.of(RuntimeAbi.COROUTINE, RuntimeAbi.FUTURE, RuntimeAbi.STAGE);
        assertEquals(
                supported,
                Stream.concat(
                                supported.stream(),
                                Stream.of(Type.getInternalName(StringFuture.class), RuntimeAbi.OBJECT))
                        .filter(RuntimeAbi::isSupportedReturnType)
                        .toList());
        assertEquals(
                List.of(RuntimeAbi.COROUTINE),
                supported.stream().filter(RuntimeAbi::isCold).toList());
    }

    private static final class StringFuture extends CompletableFuture<String> {}

    private static Class<?> load(String internalName) throws ClassNotFoundException {
        return Class.forName(internalName.replace('/', '.'));
    }

    private static Method method(Class<?> owner, String name, String descriptor) throws Exception {
        var type = MethodType.fromMethodDescriptorString(descriptor, RuntimeAbiTest.class.getClassLoader());
        var method = owner.getDeclaredMethod(name, type.parameterArray());
        assertEquals(type.returnType(), method.getReturnType());
        return method;
    }

    private static void assertStatic(String type, String name, String descriptor) throws Exception {
        var owner = load(type);
        assertTrue(Modifier.isPublic(owner.getModifiers()), owner::toGenericString);
        assertFlags(method(owner, name, descriptor), Modifier.PUBLIC | Modifier.STATIC);
    }

    private static void assertFlags(Member member, int flags) {
        int mask = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL;
        assertEquals(Modifier.toString(flags), Modifier.toString(member.getModifiers() & mask), member.toString());
    }
}
