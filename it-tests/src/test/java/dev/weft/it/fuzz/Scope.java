package dev.weft.it.fuzz;

import java.util.ArrayList;
import java.util.List;

/** What is visible at a point of the program: variables, and where it may jump to. */
final class Scope {
    /** A name of some kind; lambdas see only what never changes. */
    record Variable(String name, Kind kind, boolean assignable, boolean constant) {}

    private final List<Variable> variables;
    private final List<String> loops;
    private final Kind returned;

    private Scope(List<Variable> variables, List<String> loops, Kind returned) {
        this.variables = new ArrayList<>(variables);
        this.loops = loops;
        this.returned = returned;
    }

    static Scope ofMethod(Kind returned) {
        return new Scope(List.of(), List.of(), returned);
    }

    Scope block() {
        return new Scope(variables, loops, returned);
    }

    Scope loop(String label) {
        var inner = new ArrayList<>(loops);
        inner.add(label);
        return new Scope(variables, inner, returned);
    }

    /** Inside a switch expression: no jump may leave it. */
    Scope closed() {
        return new Scope(variables, List.of(), null);
    }

    Scope lambda(Kind result) {
        return new Scope(variables.stream().filter(Variable::constant).toList(), List.of(), result);
    }

    void declare(Variable variable) {
        variables.add(variable);
    }

    List<Variable> readable(Kind kind) {
        return variables.stream().filter(v -> v.kind == kind).toList();
    }

    List<Variable> assignable(Kind kind) {
        return variables.stream().filter(v -> v.kind == kind && v.assignable).toList();
    }

    List<String> loops() {
        return loops;
    }

    /** What the method returns; null where no return may stand. */
    Kind returned() {
        return returned;
    }
}
