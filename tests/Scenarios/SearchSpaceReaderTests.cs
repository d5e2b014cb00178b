using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Scenarios;

namespace Presage.Tests.Scenarios;

public sealed class SearchSpaceReaderTests
{
    private const string Good =
        """
        # What to try.
        random-forest:
          depth: { from: 6, to: 20, whole: true }
        gradient-boosting:
          learning-rate: { from: 0.03, to: 0.3, scale: log }
          l2: { from: 0, to: 10, scale: linear }
          positive-weight: [1, 2, 4]
        """;

    [Fact]
    public void A_space_is_read_in_the_order_of_its_text()
    {
        var space = SearchSpaceReader.Read(Good, "my.yaml", TrainerCatalog.Own);

        space.Algorithms.Select(declared => declared.Algorithm).ShouldBe(["random-forest", "gradient-boosting"]);
        space.Find("random-forest")!.Parameters.ShouldHaveSingleItem().ShouldBe(new HyperParameter("depth", 6, 20, IsWhole: true));
        var boosting = space.Find("gradient-boosting")!.Parameters;
        boosting[0].ShouldBe(new HyperParameter("learning-rate", 0.03, 0.3, IsLogarithmic: true));
        boosting[1].ShouldBe(new HyperParameter("l2", 0, 10));
        boosting[2].Values.ShouldBe([1, 2, 4]);
    }

    [Theory]
    [InlineData("random-forest:", "random-forrest:", 2, 1, "the space has no 'random-forrest'", "gradient-boosting, random-forest")]
    [InlineData("depth:", "dept:", 3, 3, "random-forest has no 'dept'", "trees, depth")]
    [InlineData("to: 20", "till: 20", 3, 21, "random-forest.depth has no 'till'", "from, to, scale, whole")]
    [InlineData("to: 20, ", "", 3, 10, "random-forest.depth lacks 'to'", "Add 'to'")]
    [InlineData("from: 6", "from: 30", 3, 10, "random-forest.depth begins at 30 and ends at 20", "lower end")]
    [InlineData("from: 6", "from: 6.5", 3, 10, "random-forest.depth is whole, but its ends are not", "whole numbers")]
    [InlineData("from: 6", "from: 0", 3, 10, "The value 0 of parameter 'depth' of random-forest is out of range", "depth whole 1 to 1000")]
    [InlineData(", whole: true", "", 3, 10, "The parameter 'depth' of random-forest takes whole numbers only", "whole: true")]
    [InlineData("whole: true", "whole: yes", 3, 36, "random-forest.depth.whole is 'yes'", "true or false")]
    [InlineData("scale: log", "scale: cubic", 5, 48, "'cubic', which is not a scale", "linear, log")]
    [InlineData("scale: linear", "scale: log", 6, 15, "is searched by ratios and begins at 0", "scale: linear")]
    [InlineData("[1, 2, 4]", "[1, two]", 7, 24, "gradient-boosting.positive-weight[2] is 'two', which is not a number", "12.5")]
    [InlineData("[1, 2, 4]", "[]", 7, 20, "gradient-boosting.positive-weight is empty", "at least one")]
    [InlineData("[1, 2, 4]", "2", 7, 20, "gradient-boosting.positive-weight is a single value", "a mapping")]
    [InlineData("[1, 2, 4]", "[0, 1]", 7, 20, "The value 0 of parameter 'positive-weight'", "0.001 to 10000")]
    [InlineData("depth: { from: 6, to: 20, whole: true }", "{}", 3, 3, "random-forest names nothing to search", "trees")]
    public void A_mistake_is_told_with_its_line_and_column_and_what_was_expected(
        string good, string bad, int line, int column, string wrong, string expected)
    {
        Good.ShouldContain(good);

        var error = Should.Throw<PresageException>(() => SearchSpaceReader.Read(Good.Replace(good, bad), "my.yaml", TrainerCatalog.Own));

        error.Code.ShouldBe("bad-space");
        error.Message.ShouldStartWith($"my.yaml, line {line}, column {column}: ");
        error.Message.ShouldContain(wrong);
        error.Remedy.ShouldContain(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("just words")]
    [InlineData("- a list")]
    [InlineData("{}")]
    public void Text_that_is_no_space_at_all_is_told_too(string text) =>
        Should.Throw<PresageException>(() => SearchSpaceReader.Read(text, "my.yaml", TrainerCatalog.Own)).Code.ShouldBe("bad-space");
}
