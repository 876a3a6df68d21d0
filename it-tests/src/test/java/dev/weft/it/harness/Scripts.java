package dev.weft.it.harness;

import dev.weft.it.harness.Script.Trouble;
import dev.weft.it.harness.Script.Way;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;

/** The scripts that every target is run with, by family. */
public final class Scripts {
    private static final IntPredicate NOTHING = n -> false;
    private static final IntPredicate EVERYTHING = n -> true;

    /** Up to this many steps all patterns of ready and suspended are run; beyond, as many random ones. */
    private static final int EXHAUSTIVE = 5;

    /** Of targets with very many steps only the outer ones are put in trouble. */
    private static final int MANY = 40;

    private Scripts() {}

    /** The run that counts the steps. */
    public static Script ready() {
        return new Script("ready", 0, Trouble.NONE, false, NOTHING, -1);
    }

    public static Script suspended(int way) {
        String name = "suspended, " + (way < 0 ? "rotation" : Way.values()[way]);
        return new Script(name, 0, Trouble.NONE, false, EVERYTHING, way);
    }

    /** All scripts for a target that makes that many steps when nothing is wrong. */
    public static Map<String, List<Script>> families(int steps) {
        var families = new LinkedHashMap<String, List<Script>>();
        families.put("ready", List.of(ready()));
        families.put("suspended", suspended());
        families.put("mixed", mixed(steps));
        families.put("fails", fails(steps));
        families.put("cancelled", cancelled(steps));
        return families;
    }

    private static List<Script> suspended() {
        var all = new ArrayList<Script>();
        for (int way = -1; way < Way.values().length; way++) {
            all.add(suspended(way));
        }
        return all;
    }

    private static List<Script> mixed(int steps) {
        var all = new ArrayList<Script>();
        for (int k : positions(steps)) {
            all.add(new Script("only " + k + " suspends", 0, Trouble.NONE, false, n -> n == k, -1 - k));
            all.add(new Script("all but " + k + " suspend", 0, Trouble.NONE, false, n -> n != k, -1 - k));
        }
        var random = new Random(steps);
        for (int i = 0; i < 1 << Math.min(steps, EXHAUSTIVE); i++) {
            long bits = steps <= EXHAUSTIVE ? i : random.nextLong();
            IntPredicate pattern = n -> (bits >> (n - 1) % 64 & 1) != 0;
            all.add(new Script("pattern " + Long.toBinaryString(bits), 0, Trouble.NONE, false, pattern, -1));
        }
        return all;
    }

    private static List<Script> fails(int steps) {
        var all = new ArrayList<Script>();
        for (int k : positions(steps)) {
            for (var trouble : List.of(Trouble.UNCHECKED, Trouble.CHECKED, Trouble.ERROR)) {
                String name = k + " fails, " + trouble;
                all.add(new Script(name + ", at once, rest ready", k, trouble, false, NOTHING, -1));
                all.add(new Script(name + ", later, rest ready", k, trouble, true, NOTHING, -1 - k));
                all.add(new Script(name + ", at once, rest suspends", k, trouble, false, EVERYTHING, -1));
                all.add(new Script(name + ", later, rest suspends", k, trouble, true, EVERYTHING, -1 - k));
            }
        }
        return all;
    }

    private static List<Script> cancelled(int steps) {
        var all = new ArrayList<Script>();
        for (int k : positions(steps)) {
            String name = "cancelled at " + k;
            all.add(new Script(name + ", parked, rest ready", k, Trouble.CANCELLED, true, NOTHING, -1));
            all.add(new Script(name + ", running, rest ready", k, Trouble.CANCELLED, false, NOTHING, -1));
            all.add(new Script(name + ", parked, rest suspends", k, Trouble.CANCELLED, true, EVERYTHING, -1));
            all.add(new Script(name + ", running, rest suspends", k, Trouble.CANCELLED, false, EVERYTHING, -1 - k));
        }
        return all;
    }

    private static List<Integer> positions(int steps) {
        var all = new ArrayList<Integer>();
        for (int k = 1; k <= steps; k++) {
            if (steps <= MANY || k <= MANY / 2 || k > steps - MANY / 2) {
                all.add(k);
            }
        }
        return all;
    }
}
