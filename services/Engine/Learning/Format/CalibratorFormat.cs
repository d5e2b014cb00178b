using Presage.Engine.Binary;

namespace Presage.Engine.Learning;

/// <summary>Calibrators in <see cref="ModelFormat"/>.</summary>
internal static class CalibratorFormat
{
    private const byte Identity = 0;
    private const byte Platt = 1;
    private const byte Isotonic = 2;

    public static void Write(ByteWriter writer, Calibrator calibrator)
    {
        switch (calibrator)
        {
            case PlattCalibrator platt:
                writer.Byte(Platt);
                writer.Double(platt.Slope);
                writer.Double(platt.Intercept);
                break;
            case IsotonicCalibrator isotonic:
                writer.Byte(Isotonic);
                writer.Doubles(isotonic.Probabilities);
                writer.Raw<double>(isotonic.Frequencies);
                break;
            case IdentityCalibrator:
                writer.Byte(Identity);
                break;
            default:
                throw new InvalidOperationException($"There is no format for {calibrator.GetType()}.");
        }
    }

    public static Calibrator Read(ref ByteReader reader)
    {
        switch (reader.Byte())
        {
            case Identity:
                return new IdentityCalibrator();
            case Platt:
                var (slope, intercept) = (ModelLimits.Sized(reader.Double()), ModelLimits.Sized(reader.Double()));
                if (slope < 0)
                    throw new DamageException("a calibration is not a rising line");
                return new PlattCalibrator(slope, intercept);
            case Isotonic:
                var probabilities = reader.Doubles();
                var frequencies = reader.Raw<double>(probabilities.Length);
                if (!IsAscending(probabilities) || !IsAscending(frequencies))
                    throw new DamageException("a calibration is not ascending");
                return new IsotonicCalibrator(probabilities, frequencies);
            default:
                throw new DamageException("a calibration is of no known kind");
        }
    }

    /// <summary>Whether all lie between 0 and 1 and none is below the one before.</summary>
    private static bool IsAscending(double[] values) =>
        values.Length > 0 && values[0] >= 0 && values[^1] <= 1 && values.Zip(values.Skip(1), (a, b) => a <= b).All(ascends => ascends);
}
