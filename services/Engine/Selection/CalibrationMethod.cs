namespace Presage.Engine.Selection;

/// <summary>Which calibration so many failing rows can carry.</summary>
internal static class CalibrationMethod
{
    /// <summary>
    /// Failing rows of one failure are much alike, and the steps of an isotonic fit follow single failures unless there are many: with
    /// fewer than about a thousand rows the two parameters of Platt scaling do better (Niculescu-Mizil and Caruana, 2005).
    /// </summary>
    public const int Isotonic = 1_000;

    /// <summary>Fewer are a single failure, which says nothing about frequencies.</summary>
    public const int Platt = 10;

    /// <param name="positives">Failing rows in the calibration block.</param>
    public static string For(long positives) => positives switch
    {
        >= Isotonic => "isotonic",
        >= Platt => "platt",
        _ => "none",
    };
}
