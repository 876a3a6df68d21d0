package dev.weft.compiler.analyse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Notes what exists at each await, while the types of a body are walked through.
 *
 * <p>Calls and their liveness are in the order of the code, as the walk is: the next one to be met is the one behind
 * those that were noted. A call that no control can reach has no types, and ends the notes.
 */
final class SiteCollector implements TypeFlow.Visitor {

    private final MethodNode body;
    private final ControlFlow flow;
    private final List<MethodInsnNode> calls;
    private final List<BitSet> live;
    private final Handlers handlers;
    private final BitSet inLoops;
    private final boolean branches;
    private final List<AwaitSite> sites;
    private int line;

    SiteCollector(MethodNode body, ControlFlow flow, List<MethodInsnNode> calls) {
        this.body = body;
        this.flow = flow;
        this.calls = calls;
        var liveness = new Liveness(flow);
        live = liveness.before(calls, body.instructions::indexOf);
        handlers = new Handlers(body, liveness);
        inLoops = Loops.in(flow);
        branches = CallsInTurn.in(body, flow, calls);
        sites = new ArrayList<>(calls.size());
    }

    @Override
    public void visit(AbstractInsnNode instruction, @Nullable Types types) {
        if (instruction instanceof LineNumberNode number) {
            line = number.line;
        } else if (types != null && sites.size() < calls.size() && instruction == calls.get(sites.size())) {
            sites.add(site(calls.get(sites.size()), types));
        }
    }

    private AwaitSite site(MethodInsnNode call, Types types) {
        int index = body.instructions.indexOf(call);
        return new AwaitSite(
                call,
                line,
                types.locals(),
                types.operandsBelow(Type.getArgumentCount(call.desc)),
                live.get(sites.size()),
                visibleAt(index),
                handlers.around(call),
                inLoops.get(flow.blockOf()[index]) || (branches && CallsInTurn.mayBeCall(call)));
    }

    /** The slots of the variables that are in scope. */
    private BitSet visibleAt(int index) {
        var visible = new BitSet();
        if (body.localVariables != null) {
            for (var variable : body.localVariables) {
                if (body.instructions.indexOf(variable.start) <= index
                        && index < body.instructions.indexOf(variable.end)) {
                    visible.set(variable.index);
                }
            }
        }
        return visible;
    }

    List<AwaitSite> sites() {
        return List.copyOf(sites);
    }
}
