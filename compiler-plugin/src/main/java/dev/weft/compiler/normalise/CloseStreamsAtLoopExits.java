package dev.weft.compiler.normalise;

import dev.weft.compiler.analyse.DoneValues;
import dev.weft.compiler.analyse.LoopExits;
import dev.weft.compiler.analyse.LoopExits.Exit;
import dev.weft.compiler.analyse.ResultCalls;
import dev.weft.compiler.analyse.StreamLoop;
import dev.weft.compiler.analyse.TypeFlow;
import dev.weft.compiler.analyse.Types;
import dev.weft.compiler.code.EmptyRanges;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.TryRanges;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.ScannedClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Makes a loop over {@code await(stream)} one over the stream's cursor, which is closed, and the closing awaited, on every
 * way out.
 *
 * <pre>
 *     for (var x : await(stream)) {              i = stream.open();
 *         if (…) break;                          try {
 *         if (…) return y;                           while (await(i.next())) {
 *         …                              =&gt;              x = i.current();
 *     }                                                  if (…) { await(i.closeAsync()); break; }
 *                                                        if (…) { r = y; await(i.closeAsync()); return r; }
 *                                                        …
 *                                                    }
 *                                                } catch (Throwable t) { /* not of closeAsync() *&#47;
 *                                                    try { await(i.closeAsync()); }
 *                                                    catch (Throwable u) { throw Closing.failure(t, u); }
 *                                                    throw t;
 *                                                }
 * </pre>
 *
 * A stream that has ended needs no closing. Outer loops come before inner ones: so inner streams are closed first. What is
 * returned from within the loop is awaited before. Rules see these awaits, so this comes before them.
 */
public final class CloseStreamsAtLoopExits {

    private final AsyncMethod async;
    private final MethodNode method;
    private final Set<String> ownAsync;
    private final StreamLoop loop;
    private final LoopExits exits;
    private final LoopHandler handler;
    private final Map<AbstractInsnNode, Runnable> edits = new HashMap<>();

    private CloseStreamsAtLoopExits(AsyncMethod async, Set<String> ownAsync, StreamLoop loop) {
        this.async = async;
        this.method = async.node();
        this.ownAsync = ownAsync;
        this.loop = loop;
        exits = LoopExits.of(method, loop);
        handler = new LoopHandler(async, loop, exits);
    }

    /** Rewrites the loops of all async methods. Awaits of streams that begin none are left, for a rule to report. */
    public static void in(ScannedClass scanned) {
        var ownAsync = AwaitedReturn.ownAsync(scanned);
        for (var async : scanned.asyncMethods()) {
            // all are found before one is changed: a jump may lead out of several
            var loops = StreamLoop.awaitsIn(async.node()).stream()
                    .flatMap(await -> StreamLoop.of(async.node(), await).stream())
                    .toList();
            for (var loop : loops) {
                new CloseStreamsAtLoopExits(async, ownAsync, loop).rewrite();
            }
        }
    }

    private void rewrite() {
        prepareExits();
        handler.collectTypes();
        exits.all().forEach(this::close);
        handler.add();
        CursorCalls.replaceIterator(method, loop);
        EmptyRanges.dropFrom(method);
        method.maxStack = Math.max(method.maxStack + 2, 3);
    }

    /** Stack maps of the code that conditional exits need, made while the types are those of the source. */
    private void prepareExits() {
        var conditional = new HashMap<AbstractInsnNode, Exit>();
        exits.all().stream()
                .filter(exit -> !exit.targets().isEmpty() && exit.from().getOpcode() != Opcodes.GOTO)
                .forEach(exit -> conditional.put(exit.from(), exit));
        if (conditional.isEmpty()) {
            return;
        }
        new TypeFlow(async.owner().name, method).walk(new TypeFlow.Visitor() {
            @Override
            public void visit(AbstractInsnNode instruction, @Nullable Types types) {}

            @Override
            public void leave(AbstractInsnNode instruction, Types types) {
                var exit = conditional.get(instruction);
                if (exit != null) {
                    var locals = types.locals();
                    var operands = types.operandsBelow(0);
                    edits.put(instruction, () -> closeAtJump(exit, () -> StackMapNodes.of(locals, operands)));
                }
            }
        });
    }

    private void close(Exit exit) {
        var from = exit.from();
        if (exit.isReturn()) {
            awaitReturned(from);
            var result = madeAtOnce(from);
            closeBefore(result);
            handler.exclude(result);
            handler.exclude(from);
        } else if (exit.targets().isEmpty()) {
            insertBehind(from, CursorCalls.close(loop.slot()));
        } else if (from.getOpcode() == Opcodes.GOTO) {
            closeBefore(from);
            handler.exclude(from);
        } else {
            Objects.requireNonNull(edits.get(from)).run();
        }
    }

    /** Where a result is made and returned at once, the value itself waits for the closing: no coroutine is made for it. */
    private static AbstractInsnNode madeAtOnce(AbstractInsnNode returning) {
        var made = Instructions.previousInLine(returning);
        return made != null && ResultCalls.isOne(made) ? made : returning;
    }

    /** What is returned runs before the stream is closed, unless it is done already. */
    private void awaitReturned(AbstractInsnNode returning) {
        var made = Instructions.previousInLine(returning);
        boolean isDone = made != null && DoneValues.isOne(method, made);
        if (returning.getOpcode() == Opcodes.ARETURN && !async.isEntry() && !isDone) {
            var code = AwaitedReturn.code(async, made, ownAsync);
            code.forEach(handler::cover);
            method.instructions.insertBefore(returning, code);
        }
    }

    private void closeBefore(AbstractInsnNode exit) {
        insert(CursorCalls.close(loop.slot()), code -> method.instructions.insertBefore(exit, code));
    }

    private void insertBehind(AbstractInsnNode from, InsnList code) {
        insert(code, all -> method.instructions.insert(from, all));
    }

    private void insert(InsnList code, Consumer<InsnList> place) {
        var start = new LabelNode();
        var end = new LabelNode();
        code.insert(start);
        code.add(end);
        place.accept(code);
        leaveInnerRanges(start, end);
    }

    /** A jump that is taken in some cases leads to code that closes and jumps on. */
    private void closeAtJump(Exit exit, Supplier<FrameNode> map) {
        var from = exit.from();
        if (exit.falls()) {
            insertBehind(from, CursorCalls.close(loop.slot()));
        }
        var code = new InsnList();
        for (var target : exit.targets()) {
            var here = new LabelNode();
            redirect(from, target, here);
            code.add(here);
            code.add(map.get());
            code.add(CursorCalls.close(loop.slot()));
            code.add(new JumpInsnNode(Opcodes.GOTO, target));
        }
        insertBehind(from instanceof JumpInsnNode ? skip(from, map) : from, code);
    }

    /** Lets who does not jump pass over the code that will stand behind the instruction that is returned. */
    private AbstractInsnNode skip(AbstractInsnNode jump, Supplier<FrameNode> map) {
        var behind = new LabelNode();
        var skip = new JumpInsnNode(Opcodes.GOTO, behind);
        method.instructions.insert(jump, map.get());
        method.instructions.insert(jump, behind);
        method.instructions.insert(jump, skip);
        handler.cover(skip);
        return skip;
    }

    private static void redirect(AbstractInsnNode jump, LabelNode from, LabelNode to) {
        if (jump instanceof JumpInsnNode one) {
            one.label = to;
        } else if (jump instanceof TableSwitchInsnNode table) {
            table.labels.replaceAll(label -> label == from ? to : label);
            table.dflt = table.dflt == from ? to : table.dflt;
        } else if (jump instanceof LookupSwitchInsnNode lookup) {
            lookup.labels.replaceAll(label -> label == from ? to : label);
            lookup.dflt = lookup.dflt == from ? to : lookup.dflt;
        }
    }

    /** The stream is closed when the {@code try} statements in the body are left. */
    private void leaveInnerRanges(LabelNode start, LabelNode end) {
        int first = method.instructions.indexOf(start);
        int last = method.instructions.indexOf(end);
        var ranges = new ArrayList<TryCatchBlockNode>(method.tryCatchBlocks.size());
        for (var range : method.tryCatchBlocks) {
            if (method.instructions.indexOf(range.start) <= first
                    && last <= method.instructions.indexOf(range.end)
                    && !exits.isAround(range)) {
                ranges.add(TryRanges.piece(range, range.start, start, range.handler));
                ranges.add(TryRanges.piece(range, end, range.end, range.handler));
            } else {
                ranges.add(range);
            }
        }
        method.tryCatchBlocks = ranges;
    }
}
