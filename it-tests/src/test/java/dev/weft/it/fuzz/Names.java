package dev.weft.it.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Fresh names, what is left of the size a program may have, and the async methods it may call. */
final class Names {
    /** An async method of the program. */
    record Helper(String name, Kind returned, List<Kind> parameters) {}

    private final List<Helper> helpers = new ArrayList<>();
    private int next;
    private int fuel;

    Names(int fuel) {
        this.fuel = fuel;
    }

    String fresh(String prefix) {
        return prefix + next++;
    }

    /** Whether there is something left to make more than the simplest expressions and statements. */
    boolean spend() {
        return fuel-- > 0;
    }

    void refill(int amount) {
        fuel = Math.max(fuel, amount);
    }

    void add(Helper helper) {
        helpers.add(helper);
    }

    List<Helper> returning(Kind kind) {
        return helpers.stream().filter(h -> h.returned == kind).toList();
    }
}
