package io.apoptosis.pipeline.schedule;

/**
 * Patterns as buckets' policies have them: {@code *} is any characters, also slashes, {@code ?} is one. By hand, since a regular
 * expression of many stars can be made to take for ever.
 */
final class Glob {
    private static final int NONE = -1;

    private Glob() {}

    /** In time that grows with the product of both lengths. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = NONE;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star != NONE) {
                // The last star takes one character more; earlier ones need not be tried again.
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(rest -> rest == '*');
    }
}
