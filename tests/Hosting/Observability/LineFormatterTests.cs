using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Presage.Engine;
using Presage.Hosting.Life;
using Presage.Hosting.Observability;

namespace Presage.Tests.Hosting.Observability;

/// <summary>An entry of a log is one line, whatever is in it.</summary>
public sealed class LineFormatterTests
{
    private static readonly DateTime Noon = new(2015, 3, 1, 12, 0, 0, 7, DateTimeKind.Utc);

    private static readonly LogSettings Text = new() { Format = LogSettings.Text, Service = "scoring", IsForJournal = false };

    [Fact]
    public void A_line_has_time_level_service_and_what_the_scope_says_besides()
    {
        var line = Write(Text, LogLevel.Information, "Slice {Slice} of run {Run} is done", ["Slice", 3, "Run", "score-1"]);

        line.ShouldBe("2015-03-01T12:00:00.007Z info     scoring Slice 3 of run score-1 is done [dataset=plant traceId=4bf9]");
    }

    [Fact]
    public void An_object_has_the_same_and_its_values()
    {
        var json = Text with { Format = LogSettings.Json };
        var line = Write(json, LogLevel.Warning, "Slice {Slice} of run {Run}", ["Slice", 3, "Run", "score-1"]);

        var entry = JsonDocument.Parse(line).RootElement;
        entry.GetProperty("time").GetString().ShouldBe("2015-03-01T12:00:00.007Z");
        entry.GetProperty("level").GetString().ShouldBe("warning");
        entry.GetProperty("service").GetString().ShouldBe("scoring");
        entry.GetProperty("worker").GetString().ShouldBe(ProcessLife.Worker);
        entry.GetProperty("message").GetString().ShouldBe("Slice 3 of run score-1");
        entry.GetProperty("slice").GetInt32().ShouldBe(3);
        entry.GetProperty("run").GetString().ShouldBe("score-1");
        entry.GetProperty("dataset").GetString().ShouldBe("plant");
        entry.GetProperty("traceId").GetString().ShouldBe("4bf9");
    }

    [Fact]
    public void A_value_does_not_take_the_place_of_what_every_line_has()
    {
        var line = Write(Text with { Format = LogSettings.Json }, LogLevel.Warning, "A {Message}", ["Message", "ScoreSlice"]);

        var entry = JsonDocument.Parse(line).RootElement;
        entry.GetProperty("message").GetString().ShouldBe("A ScoreSlice");
        entry.GetProperty("message_").GetString().ShouldBe("ScoreSlice");
    }

    [Theory]
    [InlineData(LogSettings.Text)]
    [InlineData(LogSettings.Json)]
    public void A_stack_is_folded_to_a_sentence(string format)
    {
        var line = Write(Text with { Format = format }, LogLevel.Error, "The bus has failed.", [], Thrown());

        line.ShouldContain("The bus has failed");
        line.ShouldContain("The broker is away.");
        line.ShouldNotContain("   at ");
        line.Split('\n').ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(LogSettings.Text)]
    [InlineData(LogSettings.Json)]
    public void A_stack_is_whole_for_whoever_looks_for_a_fault(string format)
    {
        var line = Write(Text with { Format = format, Level = LogLevel.Debug }, LogLevel.Error, "The bus has failed", [], Thrown());

        line.ShouldContain(nameof(Thrown));
        line.ShouldContain("   at ");
    }

    [Theory]
    [InlineData(LogSettings.Text)]
    [InlineData(LogSettings.Json)]
    public void What_a_file_is_called_ends_no_line(string format)
    {
        var line = Write(Text with { Format = format }, LogLevel.Error, "Bad file {File}", ["File", "a\nb\u001b[2J.csv"]);

        line.ShouldNotContain("\n");
        line.ShouldNotContain("\u001b");
    }

    [Theory]
    [InlineData(LogLevel.Critical, "<2>")]
    [InlineData(LogLevel.Error, "<3>")]
    [InlineData(LogLevel.Warning, "<4>")]
    [InlineData(LogLevel.Information, "<6>")]
    [InlineData(LogLevel.Debug, "<7>")]
    public void A_line_for_the_journal_begins_with_its_priority(LogLevel level, string priority)
    {
        Write(Text with { IsForJournal = true }, level, "It is done", []).ShouldStartWith($"{priority}2015-03-01T");
    }

    [Theory]
    [InlineData("debug", LogLevel.Debug)]
    [InlineData("Information", LogLevel.Information)]
    [InlineData("info", LogLevel.Information)]
    [InlineData("none", LogLevel.None)]
    public void A_level_has_a_name(string name, LogLevel level)
    {
        LogSettings.Of(name, null).Level.ShouldBe(level);
    }

    [Theory]
    [InlineData("loud", null, "The option Logging:Level is wrong.")]
    [InlineData(null, "xml", "The option Logging:Format is wrong.")]
    public void A_level_or_format_that_does_not_exist_is_told(string? level, string? format, string sentence)
    {
        Should.Throw<PresageException>(() => LogSettings.Of(level, format)).Message.ShouldBe(sentence);
    }

    private static string Write(LogSettings settings, LogLevel level, string template, object[] values, Exception? exception = null)
    {
        var state = values.Chunk(2).Select(pair => new KeyValuePair<string, object?>((string)pair[0], pair[1]))
            .Append(new("{OriginalFormat}", template)).ToList();
        var message = values.Chunk(2)
            .Aggregate(template, (text, pair) => text.Replace($"{{{pair[0]}}}", $"{pair[1]}", StringComparison.Ordinal));
        var entry = new LogEntry<List<KeyValuePair<string, object?>>>(
            level, "Presage.Scoring.Some", new EventId(1), state, exception, (_, _) => message);
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push(new Dictionary<string, object?> { ["Run"] = "score-1", ["Dataset"] = "plant", ["TraceId"] = "4bf9" }
            .Where(field => template.Contains("{Run}", StringComparison.Ordinal)));
        using var writer = new StringWriter();
        new LineFormatter(settings, new NoonClock()).Write(entry, scopes, writer);
        return writer.ToString().TrimEnd('\n');
    }

    private static AggregateException Thrown()
    {
        try
        {
            throw new AggregateException(new InvalidOperationException("outer", new PresageException(
                ErrorKind.Unavailable, "broker-unreachable", "The broker is away.", "Start it.")));
        }
        catch (AggregateException exception)
        {
            return exception;
        }
    }

    private sealed class NoonClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Noon;
    }
}
