if (slow != 'true') {
    println 'pit: runs with -Pall only, since it takes long'
    return false
}
