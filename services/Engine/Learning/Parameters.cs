using System.Globalization;

namespace Presage.Engine.Learning;

/// <summary>A hyper-parameter: its default and the values it may take, both ends included.</summary>
/// <param name="Whole">Only whole numbers make sense.</param>
/// <param name="PerComponent">May also be given for one component, as <c>name.0</c>, <c>name.1</c>, ...</param>
internal sealed record Parameter(string Name, double Default, double Minimum, double Maximum, bool Whole = false, bool PerComponent = false)
{
    public bool Allows(double value) => value >= Minimum && value <= Maximum && (!Whole || value == Math.Floor(value));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} {(Whole ? "whole " : "")}{Minimum:R} to {Maximum:R} ({Default:R})");
}

/// <summary>The hyper-parameters of an algorithm.</summary>
internal sealed class Parameters(string algorithm, params Parameter[] known)
{
    public IReadOnlyDictionary<string, double> Defaults { get; } = known.ToDictionary(p => p.Name, p => p.Default);

    /// <summary>Refuses what <see cref="With"/> would, but for names that belong to columns, which nobody knows yet.</summary>
    public void Check(IReadOnlyDictionary<string, double> overrides, int components) =>
        With(overrides.Where(pair => !IsOfColumn(pair.Key)).ToDictionary(), components);

    /// <summary>The defaults with the overrides in their place.</summary>
    /// <exception cref="PresageException">An unknown name or a value out of range; the remedy lists what there is.</exception>
    public IReadOnlyDictionary<string, double> With(IReadOnlyDictionary<string, double> overrides, int components)
    {
        var values = known.ToDictionary(p => p.Name, p => p.Default);
        foreach (var (name, value) in overrides)
        {
            var parameter = Find(name, components) ?? throw new PresageException(
                "unknown-parameter", $"The algorithm {algorithm} has no parameter '{name}'.", Remedy);
            if (!parameter.Allows(value))
            {
                throw new PresageException(
                    "parameter-out-of-range",
                    string.Create(CultureInfo.InvariantCulture, $"The value {value:R} of parameter '{name}' of {algorithm} is out of range."),
                    Remedy);
            }

            values[name] = value;
        }

        return values;
    }

    private static bool IsOfColumn(string name) => name.Split('.', 2) is [_, var rest] && !rest.All(char.IsAsciiDigit);

    private string Remedy =>
        $"Use the parameters of {algorithm} within their ranges (defaults in brackets): {string.Join(", ", known.AsEnumerable())}.";

    private Parameter? Find(string name, int components)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return Array.Find(known, p => p.Name == name);
        var canonical = int.TryParse(name.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var component)
            && component < components && name == ForComponent(name[..dot], component);
        return canonical ? Array.Find(known, p => p.PerComponent && p.Name == name[..dot]) : null;
    }

    public static string ForComponent(string name, int component) => string.Create(CultureInfo.InvariantCulture, $"{name}.{component}");
}
