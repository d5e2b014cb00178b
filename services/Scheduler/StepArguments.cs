using System.Globalization;
using Presage.Engine;
using Presage.Scenarios;

namespace Presage.Scheduler;

/// <summary>What a step was given, by name, read as what it is.</summary>
internal sealed class StepArguments(string step, IReadOnlyDictionary<string, IReadOnlyList<string>> arguments)
{
    public IReadOnlyDictionary<string, IReadOnlyList<string>> All => arguments;

    /// <exception cref="PresageException"><c>missing-argument</c>.</exception>
    public string Text(string name) => OptionalText(name) ?? throw new PresageException(
        ErrorKind.Invalid, "missing-argument", $"The step {step} has no '{name}'.", "Give it one in the job's definition.");

    public string? OptionalText(string name) => arguments.GetValueOrDefault(name) is [var text, ..] && text.Length > 0 ? text : null;

    public IReadOnlyList<string> List(string name) => arguments.GetValueOrDefault(name) ?? [];

    /// <exception cref="PresageException"><c>missing-argument</c>, <c>bad-argument</c>.</exception>
    public DateTime Time(string name)
    {
        Text(name);
        return OptionalTime(name)!.Value;
    }

    /// <exception cref="PresageException"><c>bad-argument</c>.</exception>
    public DateTime? OptionalTime(string name) =>
        Optional<DateTime>(name, text => Times.TryParse(text, out var time) ? time : null, "a time in UTC such as 2015-01-01T06:00:00Z");

    /// <inheritdoc cref="OptionalTime"/>
    public TimeSpan? OptionalDuration(string name) =>
        Optional<TimeSpan>(name, text => Durations.TryParse(text, out var time) ? time : null, "a number and a unit such as 12h");

    /// <inheritdoc cref="OptionalTime"/>
    public int? OptionalWhole(string name) => Optional<int>(
        name, text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        "a whole number");

    /// <inheritdoc cref="OptionalTime"/>
    public double? OptionalNumber(string name) => Optional<double>(
        name, text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null, "a number");

    /// <inheritdoc cref="OptionalTime"/>
    public bool? OptionalTruth(string name) =>
        Optional<bool>(name, text => text switch { "true" => true, "false" => false, _ => null }, "true or false");

    private T? Optional<T>(string name, Func<string, T?> read, string range)
        where T : struct =>
        OptionalText(name) is { } text ? read(text) ?? Wrong<T>(name, text, range) : null;

    private T Wrong<T>(string name, string text, string range) => throw new PresageException(
        ErrorKind.Invalid, "bad-argument", $"The step {step} has the {name} '{text}'.", $"Have it be {range}.");
}
