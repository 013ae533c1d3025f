package library

type patterns struct{}

func (d *Data) users(address, p string) []Reading { return nil }
func (d *Data) usersText(text Text) []Reading     { return nil }
