package dev.weft.test.bugs;

import dev.weft.AsyncFunction;
import dev.weft.test.Sim;
import java.util.List;

/**
 * A public bug and its correct twin.
 *
 * @param name where it was reported
 * @param faulty the scenario with the faulty component
 * @param correct the scenario with a correct one
 * @param needs what must change for the faulty one to fail
 */
record Bug(String name, AsyncFunction<Sim, Void> faulty, AsyncFunction<Sim, Void> correct, Needs needs) {
    /** What a schedule must change. */
    enum Needs {
        TIMING,
        ORDER_OF_TASKS
    }

    static List<Bug> all() {
        return List.of(
                new Bug(
                        "redis-py 2624, 2665",
                        RedisAnswersOffByOne::faulty,
                        RedisAnswersOffByOne::correct,
                        Needs.TIMING),
                new Bug("aiohttp 4936", AiohttpLimitExceeded::faulty, AiohttpLimitExceeded::correct, Needs.TIMING),
                new Bug(
                        "httpcore 830, 1093",
                        HttpcoreSlotLost::faulty,
                        HttpcoreSlotLost::correct,
                        Needs.ORDER_OF_TASKS),
                new Bug(
                        "Authlib 266",
                        AuthlibTokenRefreshedTwice::faulty,
                        AuthlibTokenRefreshedTwice::correct,
                        Needs.TIMING),
                new Bug("AnyIO 1145", AnyioWaiterStranded::faulty, AnyioWaiterStranded::correct, Needs.ORDER_OF_TASKS),
                new Bug("Tornado 2826", TornadoItemLost::faulty, TornadoItemLost::correct, Needs.TIMING),
                new Bug("cpython 90155", SemaphoreStuck::faulty, SemaphoreStuck::correct, Needs.TIMING),
                new Bug("cpython 112202", ConditionSignalLost::faulty, ConditionSignalLost::correct, Needs.TIMING),
                new Bug(
                        "psycopg 1275, 1345",
                        PsycopgCancelSwallowed::faulty,
                        PsycopgCancelSwallowed::correct,
                        Needs.TIMING),
                new Bug("Boost.MySQL 509", MysqlIdleAndWaiting::faulty, MysqlIdleAndWaiting::correct, Needs.TIMING));
    }

    @Override
    public String toString() {
        return name;
    }
}
