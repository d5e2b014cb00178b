using Presage.Engine.Learning;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

public sealed class RefitParametersTests
{
    private static readonly TrialSpec Spec = new("any", new Dictionary<string, double> { ["leaves"] = 31 });

    [Fact]
    public void Rounds_are_the_median_of_the_fits_that_a_failure_stopped()
    {
        var found = RefitParameters.Of(Spec, [Fit(7, [3]), Fit(20, [1]), Fit(300, [0]), Fit(9, [5])]);

        found.ShouldBe(new Dictionary<string, double> { ["leaves"] = 31, ["rounds.0"] = 9 });
    }

    [Fact]
    public void Rounds_that_no_failure_stopped_are_taken_from_the_other_components()
    {
        var fit = new Fit(null!, new Dictionary<string, double> { ["rounds.0"] = 7, ["rounds.1"] = 300 });

        RefitParameters.Of(Spec, [(fit, [4, 0])])
            .ShouldBe(new Dictionary<string, double> { ["leaves"] = 31, ["rounds.0"] = 7, ["rounds.1"] = 7 });
    }

    [Fact]
    public void Where_no_fit_was_stopped_the_rounds_stay()
    {
        RefitParameters.Of(Spec, [Fit(300, [0])])["rounds.0"].ShouldBe(300);
        RefitParameters.HasRounds(Spec.Parameters).ShouldBeFalse();
    }

    private static (Fit Fit, long[] Positives) Fit(double rounds, long[] positives) =>
        (new Fit(null!, new Dictionary<string, double> { ["rounds.0"] = rounds }), positives);
}
