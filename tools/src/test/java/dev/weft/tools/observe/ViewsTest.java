package dev.weft.tools.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text that shows loops and tasks. */
class ViewsTest {

    private static Position at(String method, int line) {
        return new Position("Shop", method, "Shop.java", line);
    }

    private static TaskState task(String id, String name, String waitsFor, List<String> awaits, Position... stack) {
        return new TaskState(id, name, "SUSPENDED", waitsFor, awaits, List.of(stack));
    }

    private static LoopState loop(int id, TaskState... tasks) {
        return new LoopState(id, "main", true, 7, 100, 2_500, tasks.length, List.of(tasks), List.of());
    }

    private final Position gather = new Position("dev.weft.Weft", "gather", "Weft.java", -1);
    private final TaskState main = task("1.1", "Task-1", "gather of 2", List.of("1.2", "1.3"), gather, at("open", 31));
    private final TaskState ann = task("1.2", "ann", "sleep, 5 ms left", List.of(), at("pay", 19), at("customer", 14));
    private final TaskState bob = task("1.3", "bob", "lock: held by ann", List.of("1.2"), at("customer", 13));

    @Test
    void aTreeShowsWhoAwaitsWhomAndWhere() {
        assertEquals(
                List.of(
                        "event loop 1 on thread main",
                        "└── (T) Task-1 [1.1]",
                        "    └── Shop.open(Shop.java:31)",
                        "        └── dev.weft.Weft.gather(Weft.java)",
                        "            ├── (T) ann [1.2]",
                        "            │   └── Shop.customer(Shop.java:14)",
                        "            │       └── Shop.pay(Shop.java:19)",
                        "            │           └── sleep, 5 ms left",
                        "            └── (T) bob [1.3]",
                        "                └── Shop.customer(Shop.java:13)",
                        "                    └── lock: held by ann",
                        "                        └── (T) ann [1.2] (see above)"),
                AwaitTree.lines(List.of(loop(1, main, ann, bob))));
    }

    @Test
    void aCycleIsNamedFirstAndMarkedWhereItCloses() {
        var a = task("1.1", "a", "task b", List.of("2.1"), at("first", 3));
        var b = task("2.1", "b", "task a", List.of("1.1"), at("second", 4));
        assertEquals(
                List.of(
                        "CYCLE: a [1.1] → b [2.1] → a [1.1]",
                        "event loop 1 on thread main",
                        "└── (T) a [1.1]",
                        "    └── Shop.first(Shop.java:3)",
                        "        └── (T) b [2.1]",
                        "            └── Shop.second(Shop.java:4)",
                        "                └── (T) a [1.1] — CYCLE",
                        "event loop 2 on thread main"),
                AwaitTree.lines(List.of(loop(1, a), loop(2, b))));
    }

    @Test
    void aTaskThatAwaitsACycleIsNoPartOfIt() {
        var outside = task("1.1", "outside", "task a", List.of("1.2"));
        var a = task("1.2", "a", "task a", List.of("1.2"));
        assertEquals(List.of(List.of(a)), AwaitCycles.in(List.of(loop(1, outside, a))));
    }

    @Test
    void aLongStackIsShownWithoutItsMiddle() {
        var stack = new ArrayList<Position>();
        for (int i = 0; i < 100; i++) {
            stack.add(at("deep", i));
        }
        var deep = new TaskState("1.1", "deep", "SUSPENDED", "", List.of(), stack);
        var lines = AwaitTree.lines(List.of(loop(1, deep)));
        assertEquals(2 + 41, lines.size());
        assertTrue(lines.get(22).endsWith("… 60 more"), lines.get(22));
    }

    @Test
    void aChainOfTenThousandIsPrinted() {
        var chain = new TaskState[10_000];
        for (int i = 0; i < chain.length; i++) {
            var awaits = i + 1 < chain.length ? List.of("1." + (i + 1)) : List.<String>of();
            chain[i] = task("1." + i, "t" + i, "task", awaits, at("down", i));
        }
        var lines = AwaitTree.lines(List.of(loop(1, chain)));
        for (int i = 0; i < chain.length; i += 997) {
            var label = "(T) t" + i + " [1." + i + "]";
            var place = "Shop.down(Shop.java:" + i + ")";
            assertTrue(lines.stream().anyMatch(line -> line.endsWith(label)), label);
            assertTrue(lines.stream().anyMatch(line -> line.endsWith(place)), place);
        }
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("(see below)")), "in several trees");
        assertTrue(lines.stream().mapToInt(String::length).max().orElse(0) < 1_000, "lines stay readable");
        assertEquals(List.of(), AwaitCycles.in(List.of(loop(1, chain))));
    }

    @Test
    void aCircleOfTenThousandIsFound() {
        var circle = new TaskState[10_000];
        for (int i = 0; i < circle.length; i++) {
            circle[i] = task("1." + i, "t" + i, "task", List.of("1." + (i + 1) % circle.length), at("down", i));
        }
        assertEquals(10_000, AwaitCycles.in(List.of(loop(1, circle))).get(0).size());
        assertTrue(AwaitTree.lines(List.of(loop(1, circle))).get(0).startsWith("CYCLE: t0 [1.0] → t1 [1.1]"));
    }

    @Test
    void whatWouldMoveTheCursorIsEscaped() {
        var forged = "a\u001b[2J\nevent loop 9\u202e\u0085";
        var plain = "a\\u001b[2J\\u000aevent loop 9\\u202e\\u0085";
        var task = new TaskState(
                "1.1", forged, forged, forged, List.of(), List.of(new Position(forged, forged, forged, 3)));
        var loop = new LoopState(1, forged, false, 7, 100, 0, 1, List.of(task), task.stack());
        for (var lines : List.of(
                AwaitTree.lines(List.of(loop)), TaskTable.lines(List.of(loop)), JsonLoops.lines(5, List.of(loop)))) {
            var text = String.join("", lines);
            assertTrue(text.codePoints().noneMatch(PlainText::isActive), text);
        }
        assertTrue(AwaitTree.lines(List.of(loop)).get(0).contains("thread " + plain), loop::toString);
        assertEquals("ü → 測 👍", PlainText.of("ü → 測 👍"));
    }

    @Test
    void aTableHasALineForEachTask() {
        assertEquals(
                List.of(
                        "event loop 1 on thread main: 3 tasks, 7 steps, lag 0.1 ms, longest callback 2.5 ms",
                        "ID   STATUS     NAME    AT                           AWAITS",
                        "1.1  SUSPENDED  Task-1  Shop.open(Shop.java:31)      1.2 1.3",
                        "1.2  SUSPENDED  ann     Shop.pay(Shop.java:19)       sleep, 5 ms left",
                        "1.3  SUSPENDED  bob     Shop.customer(Shop.java:13)  1.2  lock: held by ann"),
                TaskTable.lines(List.of(loop(1, main, ann, bob))));
    }

    @Test
    void whatIsLeftOutIsCounted() {
        var some = new LoopState(1, "main", true, 7, 100, 0, 9, List.of(ann), List.of());
        assertEquals("… and 8 more", TaskTable.lines(List.of(some)).get(3));
        var tree = AwaitTree.lines(List.of(some));
        assertEquals("└── … and 8 more tasks", tree.get(tree.size() - 1));
    }

    @Test
    void aBusyLoopShowsWhereItsThreadIs() {
        var busy = new LoopState(1, "main", false, 7, 250_000, 3_000_000, 0, List.of(), List.of(at("busy", 9)));
        assertEquals(
                List.of(
                        "event loop 1 on thread main (busy, looked at from outside)",
                        "└── its thread is at",
                        "    └── Shop.busy(Shop.java:9)"),
                AwaitTree.lines(List.of(busy)));
        var table = TaskTable.lines(List.of(busy));
        assertTrue(table.get(0).contains("no answer for 250.0 ms"), table::toString);
    }

    @Test
    void jsonHasALineForEachLoop() {
        var quoted = task("1.1", "a \"b\"\n", "", List.of("1.1"), new Position("C", "m", null, -1));
        assertEquals(
                List.of("{\"pid\":5,\"loop\":1,\"thread\":\"main\",\"consistent\":true,\"steps\":7,\"lagMicros\":100,"
                        + "\"longestCallbackMicros\":2500,\"taskCount\":1,\"threadStack\":[],\"cycles\":[[\"1.1\"]],"
                        + "\"tasks\":[{\"id\":\"1.1\",\"name\":\"a \\\"b\\\"\\u000a\",\"status\":\"SUSPENDED\","
                        + "\"waitsFor\":\"\",\"awaits\":[\"1.1\"],\"stack\":[{\"class\":\"C\",\"method\":\"m\","
                        + "\"file\":null,\"line\":null}]}]}"),
                JsonLoops.lines(5, List.of(loop(1, quoted))));
    }
}
