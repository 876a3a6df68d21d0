package dev.weft.compiler.split;

import dev.weft.compiler.analyse.ControlFlow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * Prints a plan for people: its states, the values that each saves, and the states that it leads to, as text or as a
 * graph for Graphviz.
 */
public final class PlanPrinter {

    private static final int START = 0;
    private static final int END = Integer.MAX_VALUE;

    private final MethodPlan plan;

    public PlanPrinter(MethodPlan plan) {
        this.plan = plan;
    }

    /** One line for the method, one for each state. */
    public String toText() {
        var text = new StringBuilder();
        text.append(plan.method().displayName())
                .append(plan.method().node().desc)
                .append(kind())
                .append(", frame ")
                .append(plan.frameClass())
                .append('\n');
        text.append("  start, parameters ").append(spills(plan.parameters())).append(leadsTo(START));
        for (var point : plan.points()) {
            text.append(state(point)).append(leadsTo(point.state()));
        }
        return text.toString();
    }

    private String kind() {
        if (plan.method().isEntry()) {
            return " entry";
        }
        if (plan.method().isStream()) {
            return " stream";
        }
        return plan.method().isCold() ? " cold" : " hot";
    }

    private static String state(SuspensionPoint point) {
        return String.format(
                Locale.ROOT,
                "  state %d, line %d, %s, operands %s, variables %s, clears %s, keeps %s",
                point.state(),
                point.site().line(),
                does(point),
                point.saved().operands().stream()
                        .map(field -> field.map(FrameField::name).orElse("null"))
                        .toList(),
                spills(point.saved().locals()),
                point.saved().stale().stream().map(FrameField::name).toList(),
                point.saved().locals().stream()
                        .filter(spill -> !point.saved().changed().contains(spill))
                        .map(spill -> spill.field().name())
                        .toList());
    }

    private static String does(SuspensionPoint point) {
        if (point.emits()) {
            return point.delegates() ? "emits all of a stream" : "emits an item";
        }
        return "awaits "
                + point.fused()
                        .map(fused -> fused.call().name + "() directly")
                        .orElse(point.awaited().substring(point.awaited().lastIndexOf('/') + 1));
    }

    private static String spills(List<Spill> spills) {
        return spills.stream()
                .map(spill -> spill.field().name() + ":" + spill.field().type())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String leadsTo(int state) {
        return " -> " + successors(state).stream().map(PlanPrinter::name).collect(Collectors.joining(", ")) + '\n';
    }

    private static String name(int state) {
        return switch (state) {
            case START -> "start";
            case END -> "end";
            default -> String.valueOf(state);
        };
    }

    /** The states as a directed graph. */
    public String toDot() {
        var dot = new StringBuilder("digraph \"" + plan.method().displayName() + "\" {\n");
        for (int state = START; state <= plan.points().size(); state++) {
            if (state > START) {
                int line = plan.points().get(state - 1).site().line();
                dot.append("  ")
                        .append(state)
                        .append(" [label=\"")
                        .append(state)
                        .append("\\nline ");
                dot.append(line).append("\"];\n");
            }
            for (int next : successors(state)) {
                dot.append("  ")
                        .append(name(state))
                        .append(" -> ")
                        .append(name(next))
                        .append(";\n");
            }
        }
        return dot.append("}\n").toString();
    }

    /** The awaits that may be reached from a state without passing another, and the end. */
    private Set<Integer> successors(int state) {
        var flow = plan.flow();
        Map<AbstractInsnNode, Integer> states = new HashMap<>();
        plan.points().forEach(point -> states.put(point.site().call(), point.state()));
        var found = new TreeSet<Integer>();
        var open = new ArrayDeque<Integer>();
        var seen = new BitSet();
        open.push(indexBehind(state));
        while (!open.isEmpty()) {
            int index = open.pop();
            if (!seen.get(index)) {
                seen.set(index);
                next(flow, index, states, found).forEach(open::push);
            }
        }
        return found;
    }

    private int indexBehind(int state) {
        return state == START
                ? 0
                : plan.body()
                                .instructions
                                .indexOf(plan.points().get(state - 1).site().call())
                        + 1;
    }

    private static List<Integer> next(
            ControlFlow flow, int index, Map<AbstractInsnNode, Integer> states, Set<Integer> found) {
        var instruction = flow.instructions()[index];
        var block = flow.blocks().get(flow.blockOf()[index]);
        var next = new ArrayList<Integer>();
        addStarts(flow, block.handlers(), next);
        var reached = Optional.ofNullable(states.get(instruction));
        if (reached.isPresent()) {
            found.add(reached.get());
        } else if (instruction.getOpcode() == Opcodes.ARETURN || instruction.getOpcode() == Opcodes.ATHROW) {
            found.add(END);
        } else if (index + 1 < block.end()) {
            next.add(index + 1);
        } else {
            addStarts(flow, block.successors(), next);
        }
        return next;
    }

    private static void addStarts(ControlFlow flow, int[] blocks, List<Integer> starts) {
        for (int block : blocks) {
            starts.add(flow.blocks().get(block).start());
        }
    }
}
