namespace Presage.Tests.Harness.Engines;

/// <summary>What run-to-failure engines to make up. A cycle is an hour.</summary>
/// <param name="Engines">How many.</param>
/// <param name="Seed">The same seed gives the same engines.</param>
/// <param name="Informative">Sensors that answer to wear.</param>
/// <param name="Flat">Sensors that always read the same.</param>
/// <param name="Noisy">Sensors that know nothing.</param>
/// <param name="Regimes">Ways of being operated: three more sensors are their settings, and all but the flat ones shift with
/// them.</param>
/// <param name="ShortestLife">Cycles.</param>
/// <param name="LongestLife">Cycles.</param>
/// <param name="CutOffShare">Share of the engines, 0 to 1, that stop reporting at a random cycle before their failure, which is then not
/// recorded either.</param>
/// <param name="Apart">Cycles between the first readings of two engines; 0: all begin at once.</param>
public sealed record EngineFleetSettings(
    int Engines,
    int Seed = 1,
    int Informative = 14,
    int Flat = 4,
    int Noisy = 4,
    int Regimes = 3,
    int ShortestLife = 120,
    int LongestLife = 360,
    double CutOffShare = 0,
    int Apart = 0)
{
    /// <summary>The settings of an engine's regime, as sensors.</summary>
    public const int RegimeSettings = 3;

    public int Sensors => RegimeSettings + Informative + Flat + Noisy;
}
