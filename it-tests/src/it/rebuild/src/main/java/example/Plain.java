package example;

class Plain {
    static int plain() {
        return 1;
    }
}
