package dev.weft.compiler.analyse;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.scan.AwaitCalls;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Local variables that hold a future which is done on every path: the future was awaited, alone or in {@code allOf},
 * {@code waitAll}, {@code gather}, or {@code isDone()} returned true.
 *
 * <p>So do variables that hold collections or arrays all of which was awaited, their iterators, and the elements
 * that are taken out of them. Each slot has two bits: the future in it is done; all futures of the collection in it are.
 *
 * <p>A forward data-flow analysis over basic blocks; where paths meet, both must have the future done.
 */
public final class CompletedFutures extends FlowAnalysis<BitSet> {

    private static final Set<String> TO_ARRAY = Set.of("toArray", "size", "stream");

    private final MethodNode method;
    private final ControlFlow flow;
    private final Map<Integer, List<AbstractInsnNode>> stores = new HashMap<>();
    private final Map<AbstractInsnNode, BitSet> completedBy = new HashMap<>();
    private final Map<AbstractInsnNode, Integer> testedBy = new HashMap<>();

    private CompletedFutures(MethodNode method, ControlFlow flow) {
        super(flow, Direction.FORWARD);
        this.method = method;
        this.flow = flow;
        findStores();
        findSources();
        enter(0, new BitSet());
        solve();
    }

    public static CompletedFutures in(MethodNode method) {
        return new CompletedFutures(method, ControlFlow.of(method));
    }

    private void findSources() {
        for (var instruction : method.instructions) {
            if (AwaitCalls.isAwait(instruction)) {
                var awaited = futuresOf(instruction);
                if (!awaited.isEmpty()) {
                    completedBy.put(instruction, awaited);
                }
            } else if (instruction instanceof JumpInsnNode jump) {
                var tested = testedBy(jump);
                if (tested != null) {
                    testedBy.put(jump, tested.var);
                }
            }
        }
    }

    /** Where the future of {@code if (future.isDone())} is loaded; null for other jumps. */
    private static @Nullable VarInsnNode testedBy(JumpInsnNode jump) {
        boolean isTest = (jump.getOpcode() == Opcodes.IFEQ || jump.getOpcode() == Opcodes.IFNE)
                && Instructions.before(jump) instanceof MethodInsnNode test
                && test.name.equals("isDone")
                && test.desc.equals("()Z");
        return isTest ? loadBefore(Objects.requireNonNull(Instructions.before(jump))) : null;
    }

    private static @Nullable VarInsnNode loadBefore(AbstractInsnNode instruction) {
        return Instructions.before(instruction) instanceof VarInsnNode load && load.getOpcode() == Opcodes.ALOAD
                ? load
                : null;
    }

    /** The variables that the awaited value is made of: itself, or the arguments of {@code CompletableFuture.allOf}. */
    private BitSet futuresOf(AbstractInsnNode await) {
        var last = Instructions.before(await);
        // await(future, IOException.class)
        var end = last != null && last.getOpcode() == Opcodes.LDC ? last : await;
        var slots = new BitSet();
        var load = loadBefore(end);
        if (load != null) {
            slots.set(load.var);
        }
        var made = load == null ? Instructions.before(end) : onlyValueOf(load.var);
        if (made instanceof MethodInsnNode all && waitsForAll(all)) {
            addElements(all, slots);
            var collection = collectionOf(all);
            if (collection != null) {
                slots.set(method.maxLocals + collection.var);
            }
        }
        return slots;
    }

    /** What gives the value of a variable that gets one at one place only; null for other variables. */
    private @Nullable AbstractInsnNode onlyValueOf(int slot) {
        var all = stores.getOrDefault(slot, List.of());
        return all.size() == 1 ? Instructions.before(all.get(0)) : null;
    }

    private void findStores() {
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.ASTORE) {
                int slot = ((VarInsnNode) instruction).var;
                stores.computeIfAbsent(slot, none -> new ArrayList<>()).add(instruction);
            }
        }
    }

    /** {@code allOf(futures)}, {@code waitAll(tasks)}, {@code gather(tasks)}; not with a time limit. */
    private static boolean waitsForAll(MethodInsnNode call) {
        return call.name.equals("allOf")
                ? call.owner.equals(RuntimeAbi.FUTURE)
                : (call.name.equals("waitAll") || call.name.equals("gather"))
                        && call.owner.equals(RuntimeAbi.WEFT)
                        && Type.getArgumentCount(call.desc) == 1;
    }

    /** The variable in {@code allOf(array)} or {@code allOf(list.toArray(…))}; null for other arguments. */
    private static @Nullable VarInsnNode collectionOf(MethodInsnNode all) {
        var at = Instructions.before(all);
        int missing = 1; // values that the instructions seen so far take from those before them
        while (at != null && isPartOfToArray(at)) {
            missing += taken(at) - 1;
            if (missing == 0) {
                return at instanceof VarInsnNode load ? load : null;
            }
            at = Instructions.before(at);
        }
        return null;
    }

    /** How many operands a part of {@code toArray} takes; each gives one. */
    private static int taken(AbstractInsnNode part) {
        return switch (part.getOpcode()) {
            case Opcodes.ANEWARRAY, Opcodes.CHECKCAST -> 1;
            case Opcodes.INVOKEINTERFACE, Opcodes.INVOKEVIRTUAL ->
                Type.getArgumentCount(((MethodInsnNode) part).desc) + 1;
            case Opcodes.INVOKEDYNAMIC -> Type.getArgumentCount(((InvokeDynamicInsnNode) part).desc);
            default -> 0;
        };
    }

    private static boolean isPartOfToArray(AbstractInsnNode instruction) {
        return switch (instruction.getOpcode()) {
            case Opcodes.ALOAD, Opcodes.ICONST_0, Opcodes.ANEWARRAY, Opcodes.INVOKEDYNAMIC, Opcodes.CHECKCAST -> true;
            case Opcodes.INVOKEINTERFACE, Opcodes.INVOKEVIRTUAL ->
                TO_ARRAY.contains(((MethodInsnNode) instruction).name);
            default -> false;
        };
    }

    /** Walks backward over the stores to the array that {@code allOf} takes, or over what {@code List.of} takes. */
    private static void addElements(MethodInsnNode all, BitSet slots) {
        var store = Instructions.before(all);
        if (store instanceof MethodInsnNode list && makesCollection(list)) {
            store = Instructions.before(list);
            for (int i = Type.getArgumentCount(list.desc); i > 0 && store instanceof VarInsnNode element; i--) {
                slots.set(element.var);
                store = Instructions.before(element);
            }
            if (!list.desc.startsWith("([")) {
                return;
            }
        }
        while (store != null && store.getOpcode() == Opcodes.AASTORE) {
            if (Instructions.before(store) instanceof VarInsnNode element) {
                slots.set(element.var);
            }
            store = beforeElement(store);
        }
    }

    private static boolean makesCollection(MethodInsnNode call) {
        return (call.name.equals("of") && (call.owner.equals("java/util/List") || call.owner.equals("java/util/Set")))
                || (call.name.equals("asList") && call.owner.equals("java/util/Arrays"));
    }

    /**
     * Returns the instruction before {@code dup, index, aload, aastore}; null if the element is stored in another way.
     */
    private static @Nullable AbstractInsnNode beforeElement(AbstractInsnNode store) {
        var element = Instructions.before(store);
        var index = element instanceof VarInsnNode ? Instructions.before(element) : null;
        var array = index == null ? null : Instructions.before(index);
        return array != null && array.getOpcode() == Opcodes.DUP ? Instructions.before(array) : null;
    }

    @Override
    protected BitSet meet(BitSet known, BitSet arriving) {
        var both = (BitSet) known.clone();
        both.and(arriving);
        return both;
    }

    @Override
    protected Leaving<BitSet> transfer(int number, @Nullable BitSet entering) {
        var block = flow.blocks().get(number);
        var done = startOf(number);
        BitSet thrown = null;
        for (int i = block.start(); i < block.end(); i++) {
            step(flow.instructions()[i], done);
            if (mayThrow(flow.instructions()[i].getOpcode())) {
                thrown = thrown == null ? (BitSet) done.clone() : meet(thrown, done);
            }
        }
        return new Leaving<>(done, thrown);
    }

    /** An await that throws an exception has found the future done, unless the exception says that it cannot be awaited. */
    private static boolean mayThrow(int opcode) {
        boolean isConstantOrLoad = opcode < Opcodes.IALOAD;
        boolean isStore = opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
        boolean isStackOrJump = (opcode >= Opcodes.POP && opcode <= Opcodes.SWAP)
                || (opcode >= Opcodes.IFEQ && opcode <= Opcodes.GOTO)
                || opcode == Opcodes.IINC;
        return !isConstantOrLoad && !isStore && !isStackOrJump;
    }

    /** On one of the branches behind {@code if (future.isDone())} the future is done. */
    @Override
    protected BitSet onEdge(int from, int to, boolean thrown, BitSet done) {
        if (thrown
                || !(flow.lastOf(flow.blocks().get(from)) instanceof JumpInsnNode jump)
                || !testedBy.containsKey(jump)) {
            return done;
        }
        boolean jumps = flow.blockOf()[method.instructions.indexOf(jump.label)] == to;
        if (jumps == (jump.getOpcode() == Opcodes.IFNE)) {
            var more = (BitSet) done.clone();
            more.set(testedBy.get(jump));
            return more;
        }
        return done;
    }

    private BitSet startOf(int block) {
        var start = entering(block);
        return start == null ? new BitSet() : (BitSet) start.clone();
    }

    private void step(AbstractInsnNode instruction, BitSet done) {
        if (instruction instanceof VarInsnNode store && store.getOpcode() >= Opcodes.ISTORE) {
            boolean isDone = isDoneElement(Instructions.before(store), done);
            boolean areDone = isDoneCollection(Instructions.before(store), done);
            done.set(store.var, isDone);
            done.set(method.maxLocals + store.var, areDone);
        }
        var completed = completedBy.get(instruction);
        if (completed != null) {
            done.or(completed);
        }
    }

    /** Whether the value comes from a collection whose futures are done: {@code next()}, {@code get(i)}, {@code array[i]}. */
    private boolean isDoneElement(@Nullable AbstractInsnNode last, BitSet done) {
        var at = last != null && last.getOpcode() == Opcodes.CHECKCAST ? Instructions.before(last) : last;
        if (at instanceof MethodInsnNode call && call.name.equals("next")) {
            return isDoneCollection(Instructions.before(at), done);
        }
        return at != null && isIndexed(at) && isDoneCollection(beforeIndex(at), done);
    }

    private static boolean isIndexed(AbstractInsnNode access) {
        return access.getOpcode() == Opcodes.AALOAD
                || (access instanceof MethodInsnNode call
                        && call.name.equals("get")
                        && call.desc.equals("(I)Ljava/lang/Object;"));
    }

    private static @Nullable AbstractInsnNode beforeIndex(AbstractInsnNode access) {
        var index = Instructions.before(access);
        return index == null ? null : Instructions.before(index);
    }

    /** Whether the value is a collection or array whose futures are done, or an iterator over one. */
    private boolean isDoneCollection(@Nullable AbstractInsnNode last, BitSet done) {
        var at = last instanceof MethodInsnNode call && call.name.equals("iterator") ? Instructions.before(last) : last;
        if (at instanceof MethodInsnNode call) {
            return call.owner.equals(RuntimeAbi.WAIT_RESULT) && call.name.equals("done");
        }
        return at instanceof VarInsnNode load
                && load.getOpcode() == Opcodes.ALOAD
                && done.get(method.maxLocals + load.var);
    }

    /** Whether the instruction loads a future that is done. */
    public boolean isDone(@Nullable AbstractInsnNode load) {
        return load instanceof VarInsnNode variable
                && variable.getOpcode() == Opcodes.ALOAD
                && before(load).get(variable.var);
    }

    /** Whether the value that this instruction gives is a collection or array whose futures are done. */
    public boolean areDone(AbstractInsnNode collection) {
        return isDoneCollection(collection, before(collection));
    }

    /** Whether the method awaits all futures of anything, also of what is in no variable. */
    public boolean awaitsAllOfAny() {
        return AwaitCalls.in(method).stream()
                .anyMatch(await -> madeBefore(await) instanceof MethodInsnNode all && waitsForAll(all));
    }

    /** Whether the method awaits each element of the collection in a variable, in a loop, wherever that is. */
    public boolean awaitsEachOf(int slot) {
        return AwaitCalls.in(method).stream().anyMatch(await -> {
            var next = madeBefore(await);
            var iterator = next instanceof MethodInsnNode call && call.name.equals("next") ? madeBefore(next) : null;
            return iterator instanceof MethodInsnNode made
                    && made.name.equals("iterator")
                    && Instructions.before(made) instanceof VarInsnNode collection
                    && collection.var == slot;
        });
    }

    /** What gives the value that an instruction takes: itself, or what is stored in a variable at one place only. */
    private @Nullable AbstractInsnNode madeBefore(AbstractInsnNode use) {
        var load = loadBefore(use);
        var made = load == null ? Instructions.before(use) : onlyValueOf(load.var);
        return made != null && made.getOpcode() == Opcodes.CHECKCAST ? Instructions.before(made) : made;
    }

    /** Whether the receiver that ends before the call, {@code list.get(0)} or {@code array[0]}, is done. */
    public boolean isDoneReceiver(AbstractInsnNode getter) {
        var last = Instructions.before(getter);
        return last != null && isDoneElement(last, before(getter));
    }

    /** The slots whose futures are done before the instruction; those of collections are behind them. */
    public BitSet before(AbstractInsnNode instruction) {
        int index = method.instructions.indexOf(instruction);
        int number = flow.blockOf()[index];
        var done = startOf(number);
        for (int i = flow.blocks().get(number).start(); i < index; i++) {
            step(flow.instructions()[i], done);
        }
        return done;
    }
}
