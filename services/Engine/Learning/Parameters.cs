using System.Globalization;

namespace Presage.Engine.Learning;

/// <summary>A hyper-parameter: its default and the values it may take, both ends included.</summary>
/// <param name="Whole">Only whole numbers make sense.</param>
/// <param name="PerComponent">May also be given for one component, as <c>name.0</c>, <c>name.1</c>, ...</param>
/// <param name="PerColumn">May also be given for one numeric column, as <c>name.column</c>.</param>
internal sealed record Parameter(
    string Name, double Default, double Minimum, double Maximum, bool Whole = false, bool PerComponent = false, bool PerColumn = false)
{
    public bool Allows(double value) => value >= Minimum && value <= Maximum && (!Whole || value == Math.Floor(value));

    private string Of => PerColumn ? "[.COLUMN]" : PerComponent ? "[.0, .1, ...]" : "";

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}{Of} {(Whole ? "whole " : "")}{Minimum:R} to {Maximum:R} ({Default:R})");
}

/// <summary>The hyper-parameters of an algorithm.</summary>
internal sealed class Parameters(string algorithm, params Parameter[] known)
{
    public IReadOnlyDictionary<string, double> Defaults { get; } = known.ToDictionary(p => p.Name, p => p.Default);

    /// <summary>The defaults with the overrides in their place.</summary>
    /// <param name="scope">Null takes any component and column.</param>
    /// <exception cref="PresageException">An unknown name or a value out of range; the remedy lists what there is.</exception>
    public IReadOnlyDictionary<string, double> With(IReadOnlyDictionary<string, double> overrides, ParameterScope? scope)
    {
        var values = known.ToDictionary(p => p.Name, p => p.Default);
        foreach (var (name, value) in overrides)
        {
            var parameter = Find(name, scope) ?? throw new PresageException(
                ErrorKind.Invalid, "unknown-parameter", $"The algorithm {algorithm} has no parameter '{name}'.", Remedy);
            if (!parameter.Allows(value))
            {
                throw new PresageException(
                    ErrorKind.Invalid, "parameter-out-of-range",
                    string.Create(
                        CultureInfo.InvariantCulture, $"The value {value:R} of parameter '{name}' of {algorithm} is out of range."),
                    Remedy);
            }

            values[name] = value;
        }

        return values;
    }

    private string Remedy =>
        $"Use the parameters of {algorithm} within their ranges (defaults in brackets): {string.Join(", ", known.AsEnumerable())}.";

    private Parameter? Find(string name, ParameterScope? scope)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return Array.Find(known, p => p.Name == name);
        var (parameter, of) = (Array.Find(known, p => p.Name == name[..dot]), name[(dot + 1)..]);
        var isKnown = parameter switch
        {
            { PerComponent: true } => int.TryParse(of, NumberStyles.None, CultureInfo.InvariantCulture, out var k)
                && k < (scope?.Components ?? int.MaxValue) && name == ForComponent(parameter.Name, k),
            { PerColumn: true } => scope is null || scope.Columns.Any(column => column.Name == of && !column.IsCategorical),
            _ => false,
        };
        return isKnown ? parameter : null;
    }

    public static string ForComponent(string name, int component) => string.Create(CultureInfo.InvariantCulture, $"{name}.{component}");

    public static string ForColumn(string name, string column) => $"{name}.{column}";
}
