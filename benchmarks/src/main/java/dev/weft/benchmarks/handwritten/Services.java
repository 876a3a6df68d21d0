package dev.weft.benchmarks.handwritten;

import static dev.weft.benchmarks.handwritten.Activation.SUSPENDED;

import dev.weft.benchmarks.Values;

/** Ten services, each of a class of its own, that call one another. Each could suspend, none does. */
public final class Services {
    private final Service1 first = new Service1();

    public int run(int times) {
        var machine = new Summing();
        int x = 0;
        for (int i = 0; i < times; i++) {
            int value = first.call(x + i, machine);
            if (value == SUSPENDED) {
                return machine.suspend(new AddOne());
            }
            x = value;
        }
        return x;
    }
}

class Service1 {
    private final Service2 next = new Service2();

    int call(int x, Machine machine) {
        int value = next.call(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }
}

class Service2 {
    private final Service3 next = new Service3();

    int call(int x, Machine machine) {
        int value = next.call(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }
}

class Service3 {
    private final Service4 next = new Service4();

    int call(int x, Machine machine) {
        int value = next.call(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }
}

class Service4 {
    private final Service5 next = new Service5();

    int call(int x, Machine machine) {
        int value = next.call(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }
}

class Service5 {
    private final Service6 next = new Service6();

    int call(int x, Machine machine) {
        int value = next.call(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }
}

class Service6 {
    private final Service7 next = new Service7();

    int call(int x, Machine machine) {
        int value = next.call(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }
}

class Service7 {
    private final Service8 next = new Service8();

    int call(int x, Machine machine) {
        int value = next.call(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }
}

class Service8 {
    private final Service9 next = new Service9();

    int call(int x, Machine machine) {
        int value = next.call(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }
}

class Service9 {
    private final Service10 next = new Service10();

    int call(int x, Machine machine) {
        int value = next.call(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }
}

class Service10 {
    int call(int x, Machine machine) {
        return Values.of(x);
    }
}
