namespace Presage.Engine.Selection;

/// <summary>Which calibration so many failing rows can carry.</summary>
internal static class CalibrationMethod
{
    /// <summary>
    /// Failing rows of one failure are much alike, and isotonic steps on few failures are 0 and 1: this many rows are some fifteen
    /// failures.
    /// </summary>
    public const int Isotonic = 100;

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
