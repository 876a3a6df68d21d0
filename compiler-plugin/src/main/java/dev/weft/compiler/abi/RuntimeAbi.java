package dev.weft.compiler.abi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * Every name of the runtime that the weaver knows, and the only place where one is written down.
 *
 * <p>The weaver links the runtime by name only, so that it can weave for any class path. A test links both and proves
 * that each name here exists. {@code docs/internals/woven-abi.md} says what each means.
 */
public final class RuntimeAbi {

    /** The version of the woven ABI that this weaver writes; a woven class carries it. */
    public static final int VERSION = 2;

    /** The additions to that version that this weaver needs: how often names were added that it uses. */
    public static final int ADDITIONS = 1;

    /** Where the runtime says both numbers of its own. */
    public static final String ABI_VERSION = "dev/weft/abi/AbiVersion";

    /** The ASM level at which all visitors and trees work. */
    public static final int ASM_API = Opcodes.ASM9;

    /** Class files from Java 8 (52: they must carry stack maps) to the newest that ASM reads, Java 28 (72). */
    public static final int OLDEST_CLASS_FILE = Opcodes.V1_8;

    public static final int NEWEST_CLASS_FILE = Opcodes.V28;

    /** JVMS 4.1: a class file of Java n has the major version n + 44. */
    public static final int MAJOR_OF_JAVA_0 = 44;

    /** A class file without a constant that starts with this text cannot need weaving. */
    public static final String PACKAGE_PREFIX = "dev/weft/";

    public static final String WEFT = "dev/weft/Weft";
    public static final String COROUTINE = "dev/weft/Coroutine";

    /** The end of the descriptor of a method that returns a coroutine. */
    public static final String RETURNS_COROUTINE = ")Ldev/weft/Coroutine;";

    public static final String STREAM = "dev/weft/AsyncStream";
    public static final String CURSOR = "dev/weft/AsyncCursor";

    /** The end of the descriptor of a method that returns a stream. */
    public static final String RETURNS_STREAM = ")Ldev/weft/AsyncStream;";

    public static final String AWAITABLE = "dev/weft/Awaitable";
    public static final String FRAME = "dev/weft/abi/Frame";

    /** The frame of a method that returns a stream. */
    public static final String STREAM_FRAME = "dev/weft/abi/StreamFrame";

    /** The task as generated code sees it: the type of the hidden parameter. */
    public static final String DRIVER = "dev/weft/abi/FrameDriver";

    public static final String TASK = "dev/weft/Task";
    public static final String SUSPENSION = "dev/weft/abi/Suspension";
    public static final String WAIT_RESULT = "dev/weft/WaitResult";
    public static final String EVENT_LOOP = "dev/weft/EventLoop";
    public static final String CANCELLED_ERROR = "dev/weft/CancelledError";
    public static final String NOT_WOVEN = "dev/weft/NotWovenError";
    public static final String STAGE = "java/util/concurrent/CompletionStage";
    public static final String FUTURE = "java/util/concurrent/CompletableFuture";

    public static final String ASYNC_DESCRIPTOR = "Ldev/weft/Async;";
    public static final String ENTRY_DESCRIPTOR = "Ldev/weft/Entry;";
    public static final String WOVEN_DESCRIPTOR = "Ldev/weft/abi/Woven;";
    public static final String ALLOW_DESCRIPTOR = "Ldev/weft/Allow;";
    public static final String GENERATED_DESCRIPTOR = "Ldev/weft/abi/Generated;";

    public static final String FRAME_DESCRIPTOR = descriptor(FRAME);
    public static final String DRIVER_DESCRIPTOR = descriptor(DRIVER);
    public static final String OBJECT = "java/lang/Object";
    public static final String OBJECT_DESCRIPTOR = descriptor(OBJECT);

    public static final String AWAIT = "await";

    /** The same for what is no coroutine, in a loop. */
    public static final String AWAIT_REPEATED = "awaitRepeated";

    /** The descriptor of {@code Weft.await} for a coroutine. */
    public static final String AWAIT_COROUTINE_DESCRIPTOR = "(" + descriptor(COROUTINE) + ")" + OBJECT_DESCRIPTOR;

    /** The descriptor of {@code Weft.await} for a stage. */
    public static final String AWAIT_STAGE_DESCRIPTOR = "(" + descriptor(STAGE) + ")" + OBJECT_DESCRIPTOR;

    /** {@code Weft.await} of a stream, in the head of a loop. */
    public static final String AWAIT_STREAM_DESCRIPTOR = "(" + descriptor(STREAM) + ")Ljava/lang/Iterable;";

    public static final String OPEN_STREAM_DESCRIPTOR = "()" + descriptor(CURSOR);

    /** {@code AsyncCursor.next()}, {@code Suspension.next(cursor, driver, depth)}. */
    public static final String NEXT = "next";

    public static final String NEXT_DESCRIPTOR = "()" + descriptor(COROUTINE);

    /** {@code AsyncCursor.current()}. */
    public static final String CURRENT = "current";

    public static final String CURRENT_DESCRIPTOR = "()" + OBJECT_DESCRIPTOR;

    /** {@code Weft.emit}, {@code Suspension.emit(item, stream)}. */
    public static final String EMIT = "emit";

    public static final String EMIT_ITEM_DESCRIPTOR = "(" + OBJECT_DESCRIPTOR + descriptor(STREAM_FRAME) + ")V";

    /** {@code Weft.emitAll}, {@code Suspension.emitAll(other, stream, driver, depth)}. */
    public static final String EMIT_ALL = "emitAll";

    public static final String EMIT_ALL_DESCRIPTOR = "(" + descriptor(STREAM) + ")V";
    public static final String DELEGATE_DESCRIPTOR =
            "(" + descriptor(STREAM) + descriptor(STREAM_FRAME) + DRIVER_DESCRIPTOR + "I)" + OBJECT_DESCRIPTOR;

    /** {@code StreamFrame.DELEGATED}: what a method returns if another stream gives its items. */
    public static final String DELEGATED = "DELEGATED";

    /** {@code Suspension.tail(other, stream, driver, method)}. */
    public static final String TAIL_STREAM_DESCRIPTOR = "(" + descriptor(STREAM) + descriptor(STREAM_FRAME)
            + DRIVER_DESCRIPTOR + "Ljava/lang/String;)" + OBJECT_DESCRIPTOR;

    /** {@code Weft.end}. */
    public static final String END = "end";

    public static final String END_DESCRIPTOR = "()" + descriptor(STREAM);

    /** {@code StreamFrame.advance(driver)}: what {@code resume} is to other frames. */
    public static final String ADVANCE = "advance";

    /** {@code Weft.result}. */
    public static final String RESULT = "result";

    public static final String RESULT_DESCRIPTOR = "(" + OBJECT_DESCRIPTOR + ")" + descriptor(COROUTINE);

    /** {@code CompletableFuture.completedFuture}. */
    public static final String COMPLETED = "completedFuture";

    public static final String COMPLETED_DESCRIPTOR = "(" + OBJECT_DESCRIPTOR + ")" + descriptor(FUTURE);

    public static final String ASYNC_CLOSEABLE = "dev/weft/AsyncCloseable";
    /** The runtime's own type that closes asynchronously. It is known even if the runtime is not on the class path. */
    public static final String TASK_GROUP = "dev/weft/TaskGroup";

    /** {@code AsyncStream.open()}, and the beginning of the names of the methods that open a task group. */
    public static final String OPEN = "open";

    /** What a lock or semaphore gives to those who may go on. */
    public static final String PERMIT = "dev/weft/sync/Permit";

    public static final String CLOSE = "close";
    public static final String CLOSE_DESCRIPTOR = "()V";
    public static final String CLOSE_ASYNC = "closeAsync";
    public static final String CLOSE_ASYNC_DESCRIPTOR = "()" + descriptor(COROUTINE);

    /** What leaves a block whose resource was closed by an await. */
    public static final String CLOSING = "dev/weft/abi/Closing";

    public static final String CLOSING_FAILURE = "failure";
    public static final String CLOSING_FAILURE_DESCRIPTOR =
            "(Ljava/lang/Throwable;Ljava/lang/Throwable;)Ljava/lang/Throwable;";
    public static final String CLOSING_SWALLOWS = "swallows";
    public static final String CLOSING_SWALLOWS_DESCRIPTOR = "(Ljava/lang/Object;Ljava/lang/Throwable;)Z";
    public static final String CLOSING_THROWN = "thrown";
    public static final String CLOSING_THROWN_DESCRIPTOR =
            "(Ljava/lang/Object;Ljava/lang/Throwable;)Ljava/lang/Throwable;";

    /** {@code Suspension.await(x, driver[, depth])}, by the internal name of what is awaited. */
    public static String awaitDescriptor(String awaited) {
        return "(" + descriptor(awaited) + DRIVER_DESCRIPTOR + (awaitsWithDepth(awaited) ? "I)" : ")")
                + OBJECT_DESCRIPTOR;
    }

    /** Whether the awaited type may be a coroutine, which is told how deep the awaiting method is. */
    public static boolean awaitsWithDepth(String awaited) {
        return awaited.equals(COROUTINE) || awaited.equals(AWAITABLE) || awaitsCursor(awaited);
    }

    /**
     * Whether an await is of a cursor: of {@code next()}, or of {@code closeAsync()} where the type is that of what can be
     * closed. Sources have no such awaits.
     */
    public static boolean awaitsCursor(String awaited) {
        return awaited.equals(CURSOR) || awaited.equals(ASYNC_CLOSEABLE);
    }

    /** {@code Suspension.tail(returned, driver[, depth], method)}, by the internal name of what is returned. */
    public static String tailDescriptor(String returned) {
        return "(" + descriptor(returned) + DRIVER_DESCRIPTOR + (awaitsWithDepth(returned) ? "I" : "")
                + "Ljava/lang/String;)" + OBJECT_DESCRIPTOR;
    }

    public static final String TAIL = "tail";
    public static final String SUSPEND = "suspend";
    public static final String SUSPEND_DESCRIPTOR = "(" + FRAME_DESCRIPTOR + DRIVER_DESCRIPTOR + ")V";
    public static final String RESUMED = "resumed";
    public static final String RESUMED_DESCRIPTOR = "(" + DRIVER_DESCRIPTOR + ")" + OBJECT_DESCRIPTOR;
    public static final String BAD_STATE = "badState";
    public static final String BAD_STATE_DESCRIPTOR = "(" + FRAME_DESCRIPTOR + ")Ljava/lang/RuntimeException;";
    /** What hot stubs call. */
    public static final String HOT_CALL = "dev/weft/abi/hot/HotCall";

    public static final String HOT = "begin";
    public static final String HOT_DESCRIPTOR = "()" + DRIVER_DESCRIPTOR;
    public static final String HOT_RETURNED = "returned";
    public static final String HOT_RETURNED_DESCRIPTOR =
            "(" + OBJECT_DESCRIPTOR + DRIVER_DESCRIPTOR + ")" + descriptor(FUTURE);
    public static final String HOT_OPENS = "opens";
    public static final String HOT_OPENS_DESCRIPTOR = "(" + DRIVER_DESCRIPTOR + ")V";
    public static final String HOT_FAILED = "failed";
    public static final String HOT_FAILED_DESCRIPTOR =
            "(Ljava/lang/Throwable;" + DRIVER_DESCRIPTOR + ")" + descriptor(FUTURE);

    /** What the stubs of entry methods call. */
    public static final String ENTRY_CALL = "dev/weft/abi/entry/EntryCall";

    public static final String ENTER = "enter";
    public static final String ENTER_DESCRIPTOR = "(" + FRAME_DESCRIPTOR + ")V";

    /** {@code Frame.SUSPENDED}: an entry returns it if it has not come to its end. */
    public static final String SUSPENDED = "SUSPENDED";

    /** {@code Frame.HANDED_OVER}: a segment of an entry returns it if another segment has to go on. */
    public static final String HANDED_OVER = "HANDED_OVER";

    public static final String DEPTH = "depth";
    public static final String DEPTH_DESCRIPTOR = "(" + DRIVER_DESCRIPTOR + ")I";
    public static final String TOO_DEEP = "tooDeep";
    public static final String TOO_DEEP_DESCRIPTOR = "(I)Z";

    /** {@code Suspension.enters(receiver[, class], depth)}: whether a call may enter the method directly. */
    public static final String ENTERS = "enters";

    public static final String ENTERS_CLASS_DESCRIPTOR = "(" + OBJECT_DESCRIPTOR + "Ljava/lang/Class;I)Z";
    public static final String ENTERS_DESCRIPTOR = "(" + OBJECT_DESCRIPTOR + "I)Z";

    /** {@code Suspension.LEVEL}: what one call adds to a depth. */
    public static final int LEVEL = 16;

    /** {@code Suspension.repeated(depth, driver)}: the depth behind one more await that counts. */
    public static final String REPEATED = "repeated";

    public static final String REPEATED_DESCRIPTOR = "(I" + DRIVER_DESCRIPTOR + ")I";
    public static final String DEFER = "defer";
    public static final String DEFER_DESCRIPTOR = "(" + FRAME_DESCRIPTOR + DRIVER_DESCRIPTOR + ")" + OBJECT_DESCRIPTOR;

    public static final String READY = "ready";
    public static final String READY_DESCRIPTOR = "(" + OBJECT_DESCRIPTOR + DRIVER_DESCRIPTOR + "I)V";

    /** What an entry calls whose result is a number. */
    public static final String UNBOXED = "dev/weft/abi/Unboxed";

    /** The numbers by which such an entry says that it has something else. */
    public static final int OTHER_INT = 0x93B1_F00D;

    public static final long OTHER_LONG = 0x93B1_F00D_5EED_C0DEL;
    public static final double OTHER_DOUBLE = -0x1.3B1F00D5EEDC0p-911;

    /** {@code Unboxed.boxed(number, driver)}: the object that the entry stands for. */
    public static final String BOXED = "boxed";

    /**
     * {@code Unboxed.handI(object, driver)} and so on: hands an object to the task, and says so by a number. With a depth
     * behind it the number itself, if the caller wants it.
     */
    public static final String HAND = "hand";

    /** {@code Unboxed.WANTED}: the bit of a depth that says so. */
    public static final int WANTED = 1 << 30;

    /** {@code Unboxed.tailed(given, driver)}: what a method in tail position has given. */
    public static final String TAILED = "tailed";

    /** {@code Frame.state}: 0 not started, -1 running in the hot entry, k at suspension point k. */
    public static final String STATE = "state";

    public static final String RESUME = "resume";
    public static final String RESUME_DESCRIPTOR = "(" + DRIVER_DESCRIPTOR + ")" + OBJECT_DESCRIPTOR;
    public static final String POSITION = "position";
    public static final String POSITION_DESCRIPTOR = "()Ljava/lang/StackTraceElement;";
    public static final String POSITION_LOOKUP_DESCRIPTOR =
            "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)Ljava/lang/StackTraceElement;";

    /** Whether the method has a handler at the point where it is suspended. */
    public static final String CATCHES = "catches";

    public static final String CATCHES_DESCRIPTOR = "()Z";
    public static final String CATCHES_LOOKUP_DESCRIPTOR = "(Ljava/lang/String;)Z";

    /** Whether the first handler there that catches a failure never looks at it. */
    public static final String IGNORES = "ignores";

    public static final String IGNORES_DESCRIPTOR = "(Ljava/lang/Throwable;)Z";

    /** The types that an async method may return, by internal name, and whether such a method is cold. */
    private static final Map<String, Boolean> COLD_BY_RETURN_TYPE =
            Map.of(COROUTINE, true, STREAM, true, FUTURE, false, STAGE, false);

    /** The types an {@code @Async} method may return, as users write them, for messages. */
    public static final List<String> SUPPORTED_RETURN_TYPES =
            List.of("Coroutine", "CompletableFuture", "CompletionStage", "AsyncStream");

    /**
     * The static methods that make a done result of one argument. In a return statement they stand for the argument.
     */
    private static final Set<String> RESULT_MAKERS = Set.of(
            WEFT + "." + RESULT + RESULT_DESCRIPTOR,
            FUTURE + "." + COMPLETED + COMPLETED_DESCRIPTOR,
            FUTURE + ".completedStage(Ljava/lang/Object;)" + descriptor(STAGE));

    /** Their names: most calls have other names, and then no strings need be joined. */
    private static final Set<String> RESULT_NAMES = Set.of(RESULT, COMPLETED, "completedStage");

    public static final String DONE = "done";
    public static final String DONE_DESCRIPTOR = "()" + descriptor(COROUTINE);

    private RuntimeAbi() {}

    public static boolean isSupportedReturnType(String internalName) {
        return COLD_BY_RETURN_TYPE.containsKey(internalName);
    }

    /** Whether a method with this descriptor returns one of the types that async methods may return. */
    public static boolean returnsSupportedType(String descriptor) {
        return isSupportedReturnType(returnedClass(descriptor));
    }

    /** The internal name of the class that a method returns; empty if it returns none. */
    private static String returnedClass(String descriptor) {
        int start = descriptor.lastIndexOf(')') + 1;
        return descriptor.charAt(start) == 'L' ? descriptor.substring(start + 1, descriptor.length() - 1) : "";
    }

    /** Whether a method with this descriptor returns what runs nothing until it is awaited. */
    public static boolean returnsCold(String descriptor) {
        return isCold(returnedClass(descriptor));
    }

    public static boolean isCold(String returnType) {
        return Boolean.TRUE.equals(COLD_BY_RETURN_TYPE.get(returnType));
    }

    /** Whether the static method makes a done coroutine or future of its argument. */
    public static boolean makesResult(String owner, String name, String descriptor) {
        return RESULT_NAMES.contains(name) && RESULT_MAKERS.contains(owner + "." + name + descriptor);
    }

    /** Whether the static method makes the done coroutine without a value. */
    public static boolean makesDone(String owner, String name, String descriptor) {
        return name.equals(DONE) && owner.equals(WEFT) && descriptor.equals(DONE_DESCRIPTOR);
    }

    /** Whether the static method makes the stream without items. */
    public static boolean makesEnd(String owner, String name, String descriptor) {
        return name.equals(END) && owner.equals(WEFT) && descriptor.equals(END_DESCRIPTOR);
    }

    /** Whether the method, of a lock or a semaphore, returns the coroutine of a permit. */
    public static boolean acquires(String owner, String name) {
        return name.equals("acquire")
                && (owner.equals("dev/weft/sync/AsyncLock") || owner.equals("dev/weft/sync/AsyncSemaphore"));
    }

    /** Whether the static method opens a task group. */
    public static boolean opensGroup(String owner, String name) {
        return name.startsWith(OPEN) && owner.equals(TASK_GROUP);
    }

    public static String descriptor(String internalName) {
        return "L" + internalName + ";";
    }
}
