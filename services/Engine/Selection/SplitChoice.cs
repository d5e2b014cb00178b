namespace Presage.Engine.Selection;

/// <summary>Splits a training range as somebody asks, or else by the rule that is written down at <see cref="Of"/>.</summary>
public static class SplitChoice
{
    /// <summary>
    /// Fewer machines in the test block than this share of all are those that live longest, or came last: of another kind than the rest.
    /// </summary>
    private const double FewestMachines = 0.5;

    /// <summary>
    /// A test block with fewer than this share of the failures that its rows let expect lacks them for a reason, such as that machines
    /// which fail leave; said only where eight or more are expected, of which two are left by chance once in 70 times (Poisson).
    /// </summary>
    private const double FewestFailures = 0.25;
    private const double ExpectedFailures = 8;

    /// <param name="asked">One of <see cref="SplitKinds.Names"/>; null lets the rule choose. By machine where a failure ends a life;
    /// where a split by time leaves a block without any failure; where less than half of the machines have rows in its test block; or
    /// where that has less than a quarter of the failures that its rows let expect. By time otherwise, and where too few machines fail
    /// for a split by machine.</param>
    /// <param name="failureEndsLife">Whether a machine is gone once it has failed.</param>
    /// <exception cref="PresageException">The range cannot be split as was asked, or not at all.</exception>
    public static DataSplit Of(LabelledFleet fleet, string? asked, bool failureEndsLife, long from, long to, long seed)
    {
        SplitKinds.Check(asked);
        return asked switch
        {
            SplitKinds.Time => TemporalSplit.Of(fleet, from, to) with { Reason = Asked },
            SplitKinds.Machine => MachineSplit.Of(fleet, from, to, seed) with { Reason = Asked },
            SplitKinds.Both => MachineAndTimeSplit.Of(fleet, from, to, seed) with { Reason = Asked },
            _ when failureEndsLife => WhereLivesEnd(fleet, from, to, seed) with { IsByRule = true },
            _ => ByRule(fleet, from, to, seed) with { IsByRule = true },
        };
    }

    private const string Asked = "as was asked for";

    private static DataSplit ByRule(LabelledFleet fleet, long from, long to, long seed)
    {
        var (byTime, mistake) = Try(() => TemporalSplit.Of(fleet, from, to));
        if (byTime is null)
        {
            return mistake!.Code == "no-failures"
                && Try(() => MachineSplit.Of(fleet, from, to, seed)).Split is { } byMachine
                    ? byMachine with { Reason = "no failure falls into one of the blocks of a split by time" }
                    : throw mistake;
        }

        return Objection(fleet, byTime) is { } objection && Try(() => MachineSplit.Of(fleet, from, to, seed)).Split is { } instead
            ? instead with { Reason = objection }
            : byTime with { Reason = "machines and failures are spread over the whole range" };
    }

    private static DataSplit WhereLivesEnd(LabelledFleet fleet, long from, long to, long seed)
    {
        const string reason = "a failure ends a life";
        var (byMachine, mistake) = Try(() => MachineSplit.Of(fleet, from, to, seed));
        return byMachine is not null ? byMachine with { Reason = reason }
            : Try(() => TemporalSplit.Of(fleet, from, to)).Split is { } byTime
                ? byTime with { Reason = $"{reason}, but too few machines fail for a split by machine" }
                : throw mistake!;
    }

    /// <summary>What speaks against a split by time; null when nothing does.</summary>
    private static string? Objection(LabelledFleet fleet, DataSplit byTime)
    {
        var learn = BlockSize.Of(fleet, byTime.RefitRows);
        var test = BlockSize.Of(fleet, byTime.TestRows);
        var machines = byTime.RefitRows.Concat(byTime.TestRows).Select(row => fleet.MachineOf[row]).Distinct().Count();
        if (test.Machines < FewestMachines * machines)
            return $"only {test.Machines} of {machines} machines have rows in the test block of a split by time";

        var expected = (double)learn.AllFailures / learn.Rows * test.Rows;
        return expected >= ExpectedFailures && test.AllFailures < FewestFailures * expected
            ? $"the test block of a split by time has {test.AllFailures} failures where its rows let expect {expected:0}"
            : null;
    }

    private static (DataSplit? Split, PresageException? Mistake) Try(Func<DataSplit> split)
    {
        try
        {
            return (split(), null);
        }
        catch (PresageException mistake)
        {
            return (null, mistake);
        }
    }
}
