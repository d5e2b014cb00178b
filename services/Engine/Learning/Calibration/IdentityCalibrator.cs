namespace Presage.Engine.Learning;

/// <summary>Leaves probabilities as they are.</summary>
internal sealed class IdentityCalibrator : Calibrator
{
    public override double Apply(double probability) => probability;
}
