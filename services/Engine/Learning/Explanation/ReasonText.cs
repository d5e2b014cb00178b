using System.Globalization;
using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>Words for a value and what is usual.</summary>
internal static class ReasonText
{
    private const string Missing = "missing";

    public static string Of(FeatureColumn column, double value, double usual) =>
        $"{column.Description} {Value(column, value)}, usually {Value(column, usual)}";

    internal static string Value(FeatureColumn column, double value)
    {
        if (double.IsNaN(value))
            return Missing;
        if (column.Categories is { } names)
            return value >= 0 && value < names.Count ? names[(int)value] : Missing;
        return column.Unit.Length == 0 ? Number(value) : $"{Number(value)} {column.Unit}";
    }

    /// <summary>Three significant digits; all digits before the point of what is larger.</summary>
    private static string Number(double value)
    {
        var size = Math.Abs(value);
        if (size is > 0 and < 1e-4 or >= 1e15)
            return value.ToString("G3", CultureInfo.InvariantCulture);
        var decimals = size == 0 ? 0 : Math.Max(0, 2 - (int)Math.Floor(Math.Log10(size)));
        return Math.Round(value, decimals).ToString("0.######", CultureInfo.InvariantCulture);
    }
}
