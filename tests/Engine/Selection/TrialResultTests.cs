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

    [Theory]
    [InlineData(80, 0.75, "a")]
    [InlineData(80, 0.76, "b")]
    [InlineData(2_000, 0.72, "b")]
    public void Another_must_beat_the_plain_default_by_more_than_luck(long positives, double score, string expected) =>
        ModelSelection.Best([Result("a", 0.7, positives), Result("b", score, positives)]).Spec.Algorithm.ShouldBe(expected);

    [Fact]
    public void Written_and_read_as_JSON_it_is_the_same()
    {
        var text = JsonSerializer.Serialize(Result("a", 0.5), JsonSerializerOptions.Web);

        var read = JsonSerializer.Deserialize<TrialResult>(text, JsonSerializerOptions.Web);

        JsonSerializer.Serialize(read, JsonSerializerOptions.Web).ShouldBe(text);
    }

    private static TrialResult Result(string algorithm, double score, long positives = 100) => new(
        new TrialSpec(algorithm, new Dictionary<string, double> { ["leaves"] = 31 }), score, [score, null], positives, 0.1,
        new Dictionary<string, double> { ["rounds.0"] = 12 });
}
