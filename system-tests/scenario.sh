# Sourced by the scripts beside it: scenario CLASS RESULT OPTION… builds what has changed, runs the one test CLASS on a real cluster and
# prints the file RESULT (of system-tests/target) that it leaves. Ends with 0 only where the test passed.
scenario() {
    class=$1
    result=system-tests/target/$2
    shift 2
    cd "$(dirname "$0")/.."
    # What an earlier build's tests came to would be taken for this one's.
    rm -f "$result" */target/failsafe-reports/failsafe-summary.xml
    status=0
    ./mvnw -q -B -ntp -pl gateway,scorer-worker,pruner-worker,finetune-worker,system-tests -am verify \
        -Dspotless.check.skip -Djacoco.skip -Dtest="$class" -Dit.test="$class" -Dslow.groups="slow|nightly" "$@" \
        -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false || status=1
    if [ -f "$result" ]; then
        cat "$result"
    else
        echo "$0: it came to no result; see above" >&2
        status=1
    fi
    exit $status
}
