namespace Actors.WebRtc.Dtls;

/// <summary>Sends one datagram to the other side. What it is given lasts only until it returns.</summary>
public delegate void DatagramSender(ReadOnlySpan<byte> datagram);
