using System.Buffers;
using System.Text;
using Presage.Engine;
using Presage.Engine.Features;

namespace Presage.Application.Simulation;

/// <summary>The telemetry lines of one machine, in a rented buffer.</summary>
internal sealed class TelemetryText : IDisposable
{
    private const int TimeLength = 19;

    private byte[] _buffer;
    private int _length;

    private TelemetryText(int expectedLength) => _buffer = ArrayPool<byte>.Shared.Rent(expectedLength);

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <param name="times">Texts of all times, one behind the other.</param>
    public static TelemetryText Of(MachineHistory history, byte[] times)
    {
        var machine = Encoding.UTF8.GetBytes("," + history.Machine);
        var text = new TelemetryText(history.Times.Length * (TimeLength + machine.Length + 1 + (18 * history.Sensors.Length)));
        var longestLine = TimeLength + machine.Length + 1 + ((TwelveDecimals.MaximumLength + 1) * history.Sensors.Length);
        for (var reading = 0; reading < history.Times.Length; reading++)
        {
            text.EnsureFree(longestLine);
            text.Append(times.AsSpan(reading * TimeLength, TimeLength));
            text.Append(machine);
            foreach (var values in history.Sensors)
            {
                text._buffer[text._length++] = (byte)',';
                text._length += TwelveDecimals.Write(values[reading], text._buffer.AsSpan(text._length));
            }

            text._buffer[text._length++] = (byte)'\n';
        }

        return text;
    }

    public static byte[] Times(long[] times)
    {
        var texts = new byte[times.Length * TimeLength];
        for (var i = 0; i < times.Length; i++)
            UnixTime.ToDateTime(times[i]).TryFormat(texts.AsSpan(i * TimeLength), out _, CsvText.TimeFormat);
        return texts;
    }

    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void EnsureFree(int bytes)
    {
        if (_buffer.Length - _length >= bytes)
            return;

        var larger = ArrayPool<byte>.Shared.Rent((2 * _buffer.Length) + bytes);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
