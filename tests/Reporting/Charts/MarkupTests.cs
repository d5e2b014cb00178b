using Presage.Reporting.Charts;

namespace Presage.Tests.Reporting.Charts;

public sealed class MarkupTests
{
    [Fact]
    public void Holes_are_escaped_and_literals_are_not()
    {
        var data = "<b> & \"x\" 'y'";

        Markup.Of($"<p title=\"{data}\">{data}</p>").ToString()
            .ShouldBe("<p title=\"&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;\">&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;</p>");
    }

    [Fact]
    public void Markup_in_a_hole_stays_markup()
    {
        Markup[] items = [Markup.Of($"<li>{1}</li>"), Markup.Of($"<li>{"<"}</li>")];

        Markup.Of($"<ul>{items.Select(item => item)}</ul>").ToString().ShouldBe("<ul><li>1</li><li>&lt;</li></ul>");
    }

    [Fact]
    public void Numbers_are_written_the_same_in_every_culture() => Markup.Of($"{1234.5:0.0}").ToString().ShouldBe("1234.5");

    [Fact]
    public void What_no_document_may_hold_is_replaced() => Markup.Of($"{"a\0b\ud800c\nd"}").ToString().ShouldBe("a\uFFFDb\uFFFDc d");
}
