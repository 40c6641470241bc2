using System.Runtime.InteropServices;
using System.Text;
using Actors.Domain.Protection;

namespace Actors.Grains.Tests.Markers;

/// <summary>Keys that seal nothing: what is stored under them is in the clear.</summary>
internal sealed class ClearKeys : IRecordKeys
{
    public Task CreateAsync(IReadOnlyCollection<RecordId> records, CancellationToken cancellationToken = default) =>
        Task.CompletedTask;

    public Task LoadAsync(IReadOnlyCollection<RecordId> records, CancellationToken cancellationToken = default) =>
        Task.CompletedTask;

    public ValueTask<IRecordKey> OpenAsync(RecordId record, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IRecordKey>(new Key(record));

    public Task<bool> ShredAsync(RecordId record, CancellationToken cancellationToken = default) => Task.FromResult(false);

    private sealed class Key(RecordId record) : IRecordKey
    {
        public RecordId Record => record;

        public Sealed Seal(ReadOnlySpan<byte> content, SealPurpose purpose) => Sealed.FromBytes(content);

        public byte[] Open(Sealed value, SealPurpose purpose) => value.Bytes.ToArray();

        public Sealed SealText(string text, SealPurpose purpose) => Seal(Encoding.UTF8.GetBytes(text), purpose);

        public string OpenText(Sealed value, SealPurpose purpose) => Encoding.UTF8.GetString(value.Bytes.Span);

        public Sealed SealPosition(double latitude, double longitude, double accuracy, SealPurpose purpose) =>
            Seal(MemoryMarshal.AsBytes<double>([latitude, longitude, accuracy]), purpose);

        public (double Latitude, double Longitude, double Accuracy) OpenPosition(Sealed value, SealPurpose purpose)
        {
            var numbers = MemoryMarshal.Cast<byte, double>(value.Bytes.Span);
            return (numbers[0], numbers[1], numbers[2]);
        }

        public void Dispose()
        {
        }
    }
}
