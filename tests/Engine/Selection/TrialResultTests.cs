using System.Text.Json;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

public sealed class TrialResultTests
{
    [Fact]
    public void The_best_has_the_highest_score_and_of_equals_is_the_first()
    {
        var best = ModelSelection.Best([Result("a", 0.5), Result("b", 0.7), Result("c", 0.7)]);

        best.Spec.Algorithm.ShouldBe("b");
    }

    [Fact]
    public void Written_and_read_as_JSON_it_is_the_same()
    {
        var text = JsonSerializer.Serialize(Result("a", 0.5), JsonSerializerOptions.Web);

        var read = JsonSerializer.Deserialize<TrialResult>(text, JsonSerializerOptions.Web);

        JsonSerializer.Serialize(read, JsonSerializerOptions.Web).ShouldBe(text);
    }

    [Theory]
    [InlineData(0, "none")]
    [InlineData(9, "none")]
    [InlineData(10, "platt")]
    [InlineData(999, "platt")]
    [InlineData(1_000, "isotonic")]
    public void Calibration_is_as_fine_as_the_failing_rows_can_carry(int positives, string method) =>
        CalibrationMethod.For(positives).ShouldBe(method);

    private static TrialResult Result(string algorithm, double score) => new(
        new TrialSpec(algorithm, new Dictionary<string, double> { ["leaves"] = 31 }), score, [score, null], 0.1,
        new Dictionary<string, double> { ["rounds.0"] = 12 });
}
